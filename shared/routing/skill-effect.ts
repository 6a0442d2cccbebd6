/** What a change of levels means for the queues that an agent serves. */
import type { SkillNeed } from './facts.ts'

/** `at-once`: from the first second of waiting. `late`: once a client has waited so long that less is asked. `never`. */
export type Fitness = 'at-once' | 'late' | 'never'

/** Levels by the skill's code; what is not there is 0. */
export const fitnessFor = (
  needs: readonly SkillNeed[],
  levels: Readonly<Record<string, number>>,
): Fitness => {
  const meets = (asked: (need: SkillNeed) => number) =>
    needs.every((need) => (Object.hasOwn(levels, need.skill) ? levels[need.skill]! : 0) >= asked(need))
  if (meets(({ rings }) => rings[0]?.minLevel ?? 0)) return 'at-once'
  return meets(({ rings }) => Math.min(...rings.map(({ minLevel }) => minLevel))) ? 'late' : 'never'
}

export type SkillEffect = { userId: string; queueId: string; from: Fitness; to: Fitness }

/** Of each queue that an agent serves and is offered more, less or nothing of any more. Levels by the skill's code. */
export const skillEffects = (
  agents: readonly {
    id: string
    queueIds: readonly string[]
    before: Readonly<Record<string, number>>
    after: Readonly<Record<string, number>>
  }[],
  queues: readonly { id: string; needs: readonly SkillNeed[] }[],
): SkillEffect[] =>
  agents.flatMap(({ id, queueIds, before, after }) =>
    queues
      .filter((queue) => queueIds.includes(queue.id))
      .map((queue) => ({
        userId: id,
        queueId: queue.id,
        from: fitnessFor(queue.needs, before),
        to: fitnessFor(queue.needs, after),
      }))
      .filter(({ from, to }) => from !== to),
  )
