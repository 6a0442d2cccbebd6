/** What was known of a candidate, in words: only what bears on the choice. */
import type { RoutingCandidate } from '#shared/routing/offer.contract.ts'
import type { Formats } from '../platform/format.ts'
import type { useSupervisionWords } from './words.ts'

type Words = ReturnType<typeof useSupervisionWords>['t']
type Skill = { skill: string; wanted: number; level: number }

/** Named or preferred: above any idle time and any share (shared/routing/score.ts). */
const ABOVE_ALL = 1_000_000_000

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Who is refused for not serving the queue needs no account of their idle time. */
const BEYOND = new Set(['queue-closed', 'other-agent-wanted', 'not-in-queue', 'offline'])

export const factsOf = (
  candidate: RoutingCandidate,
  t: Words,
  formats: Formats,
  skillName: (code: string) => string,
): string[] => {
  if (candidate.ground && BEYOND.has(candidate.ground)) return []
  const { facts } = candidate
  const idle = numberOf(facts.idleMs)
  const occupancy = numberOf(facts.occupancy)
  const barred = numberOf(facts.barredUntil)
  const capacity = numberOf(facts.capacityLeft)
  const skills = Array.isArray(facts.skills) ? (facts.skills as Skill[]) : []
  const preferred = facts.preferred === 'manager' || facts.preferred === 'last-agent' ? facts.preferred : null
  return [
    ...(preferred ? [t(`why.reasons.${preferred}`)] : []),
    ...skills.map(({ skill, level, wanted }) =>
      t('why.fact.skill', { skill: skillName(skill), level, wanted }),
    ),
    ...(capacity !== null && capacity > 0 && idle !== null
      ? [t('why.fact.idle', { time: formats.duration(idle) })]
      : []),
    ...(occupancy === null ? [] : [t('why.fact.occupancy', { share: formats.percent(occupancy) })]),
    ...(facts.reachable === false ? [t('why.fact.unreachable')] : []),
    ...(barred === null ? [] : [t('why.fact.barred', { time: formats.seconds(barred) })]),
  ]
}

export const scoreText = (score: number | null, t: Words, formats: Formats): string => {
  if (score === null) return '—'
  return score >= ABOVE_ALL ? t('why.preferredScore') : formats.number(Math.round(score))
}

/** A code of the hub in its words; one that has none yet is shown as it is, never hidden. */
export const wordsOf = (
  group: 'reasons' | 'grounds' | 'states' | 'endings',
  code: string | null,
  { t, has }: Pick<ReturnType<typeof useSupervisionWords>, 't' | 'has'>,
): string => {
  if (code === null) return '—'
  const key = `why.${group}.${code}`
  return has(key) ? t(key) : code
}
