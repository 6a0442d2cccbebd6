/** The life of one claim of the demo: taken by a handler, moved along, escalated where it stood still too long. */
import { isGrave } from '#shared/claims/claim.policy.ts'
import type { ClaimMove, ClaimState } from '#shared/claims/claim.state.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { claimTextsOf } from './claim-texts.data.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'

const HOUR_MS = 3_600_000
type User = House['users'][string]

export type ClaimStep = {
  move: ClaimMove
  from: ClaimState
  to: ClaimState
  at: number
  /** Null: the hub itself. */
  actorId: string | null
  text: string | null
}
export type Escalation = { step: number; dueAt: number; at: number; notified: string[] }
export type ClaimLife = {
  state: ClaimState
  /** When the handler took it; null: nobody has yet. */
  taken: { by: User; at: number } | null
  steps: ClaimStep[]
  /** When an answer was no longer owed. */
  stoppedAt: number | null
  escalations: Escalation[]
}

export type ClaimSeed = {
  openedAt: number
  openedById: string
  language: 'ru' | 'en'
  categoryCode: string
  plan: ClockPlan
}

/** Nine in ten are answered before the deadline; what has not happened by now is still to come. */
export const walkClaim = (house: House, random: Random, seed: ClaimSeed, now: number): ClaimLife => {
  const { openedAt, plan } = seed
  const spanMs = plan.deadlineAt - openedAt
  const answerMs = spanMs * (random.chance(0.9) ? 0.3 + random.next() * 0.6 : 1.05 + random.next() * 0.5)
  const handler = random.pick(usersOf(house, 'claim-handler'))
  const path = pathOf(random, answerMs, isGrave(plan.basis.severity))
  const lead = random.pick(usersOf(house, 'supervisor'))
  const takenAt = Math.round(openedAt + (path[0]?.[2] ?? 0) * (0.2 + random.next() * 0.6))
  const taken = takenAt > now ? null : { by: handler, at: takenAt }
  const steps: ClaimStep[] = []
  let state: ClaimState = 'received'
  for (const [move, to, after] of path) {
    const at = Math.round(openedAt + after)
    if (at > now - HOUR_MS) break
    // The client's word is noted by whoever hears it.
    const heard = (move === 'settle' || move === 'verify') && random.chance(0.4)
    const actorId = move === 'approve' ? lead.id : heard ? seed.openedById : handler.id
    steps.push({ move, from: state, to, at, actorId, text: textOf(seed, move) })
    state = to
  }
  const stoppedAt = steps.find(({ to }) => to === 'communicated' || to === 'rejected')?.at ?? null
  return {
    state,
    taken,
    steps,
    stoppedAt,
    escalations: escalate(house, random, { plan, taken, stoppedAt, now }),
  }
}

/** Move, state, ms after the claim was opened. A claim is looked into before it is decided, whatever its severity. */
const pathOf = (random: Random, answerMs: number, grave: boolean): [ClaimMove, ClaimState, number][] => {
  const begin: [ClaimMove, ClaimState, number][] = [
    ['acknowledge', 'acknowledged', Math.min(2 * HOUR_MS, answerMs / 4)],
    ['assess', 'assessed', answerMs * 0.4],
    ['investigate', 'investigated', answerMs * 0.7],
  ]
  const end: [ClaimMove, ClaimState, number] = ['close', 'closed', answerMs + 48 * HOUR_MS]
  if (random.chance(0.12)) return [...begin, ['reject', 'rejected', answerMs], end]
  const told: [ClaimMove, ClaimState, number][] = grave
    ? [
        ['propose', 'proposed', answerMs * 0.85],
        ['approve', 'approved', answerMs * 0.95],
        ['communicate', 'communicated', answerMs],
      ]
    : [['answer', 'communicated', answerMs]]
  const agreed: [ClaimMove, ClaimState, number][] = [
    ['settle', 'settled', answerMs + 20 * HOUR_MS],
    ['verify', 'verified', answerMs + 44 * HOUR_MS],
  ]
  return [...begin, ...told, ...agreed, end]
}

const textOf = ({ language, categoryCode }: ClaimSeed, move: string): string | null => {
  const told = claimTextsOf(language, categoryCode)
  if (move === 'investigate') return told.findings
  if (move === 'answer' || move === 'propose') return told.answer
  return move === 'reject' ? told.rejection : null
}

type Clock = {
  plan: ClockPlan
  taken: ClaimLife['taken']
  stoppedAt: number | null
  now: number
}

/** Every step that fell due while an answer was owed was carried out by the next sweep. */
const escalate = (house: House, random: Random, { plan, taken, stoppedAt, now }: Clock): Escalation[] =>
  plan.steps.flatMap(({ at: dueAt, tell }, step) => {
    const at = dueAt + random.int(500, 14_000)
    if (at >= (stoppedAt ?? now)) return []
    const people = tell.flatMap((whom) =>
      addressees(house, whom, taken !== null && taken.at < at ? taken.by : null),
    )
    const told = people.length > 0 ? people : usersOf(house, 'claim-handler')
    return [{ step, dueAt, at, notified: told.map(({ id }) => id) }]
  })

const addressees = (house: House, whom: string, handler: User | null): User[] => {
  if (whom === 'handler') return handler ? [handler] : []
  return usersOf(house, whom.replace(/^role:/, ''))
}

const usersOf = (house: House, role: string): User[] =>
  Object.values(house.users).filter(({ user }) => user.role === role)
