/** A requirement relaxes with waiting time, like the rings of a target. */
import type { SkillNeed } from './decide.ts'

export type NeedNow = { skill: string; minLevel: number }

/** Index of the ring in force: the last whose time has come. −1 before the first: not asked for yet. */
const ringOf = (need: SkillNeed, waitedMs: number): number => {
  let ring = -1
  for (const [index, { afterMs }] of need.rings.entries()) if (afterMs <= waitedMs) ring = index
  return ring
}

/** What is asked for after so much waiting; sorted, without what is no longer asked for. */
export const needsAt = (needs: readonly SkillNeed[], waitedMs: number): NeedNow[] =>
  needs
    .map((need) => ({ skill: need.skill, minLevel: need.rings[ringOf(need, waitedMs)]?.minLevel ?? 0 }))
    .filter((need) => need.minLevel > 0)
    .sort((a, b) => (a.skill < b.skill ? -1 : a.skill > b.skill ? 1 : a.minLevel - b.minLevel))

/** The furthest ring reached by any of the needs. */
export const ringAt = (needs: readonly SkillNeed[], waitedMs: number): number =>
  Math.max(0, ...needs.map((need) => ringOf(need, waitedMs)))

/** Clients with the same key search the same agents in the same order. */
export const needsKey = (queueId: string, needs: readonly NeedNow[]): string =>
  `${queueId}|${needs.map((need) => `${need.skill}:${need.minLevel}`).join(',')}`

/** Epoch ms of the next ring after now; Infinity when none is left. */
export const nextRelaxation = (needs: readonly SkillNeed[], queuedAt: number, now: number): number => {
  const times = needs.flatMap((need) => need.rings.map((ring) => queuedAt + ring.afterMs))
  return Math.min(Number.POSITIVE_INFINITY, ...times.filter((time) => time > now))
}
