/** The clocks that a claim opens with, and what each of its moves does to them. */
import type { Trx } from '#server/platform/database.ts'
import { type ClaimState, owesAnswer } from '#shared/claims/claim.state.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { signalOfMove } from '#shared/claims/clock-table.ts'
import { applySignal } from './apply-signal.ts'
import { type ClockRow, insertClock, readDesk } from './clock.store.ts'
import { endHold } from './holds/end-hold.ts'
import type { ClockedClaim } from './plan-clocks.ts'
import { keepStageTimes } from './stage-times/stage-times.ts'

/** Answers the id of the clock of the final answer: the claim's own, as the record knows it. */
export const startFirstClocks = async (trx: Trx, claimId: string, plans: ClockPlan[]): Promise<string> => {
  let own = ''
  for (const plan of plans) {
    const id = await insertClock(trx, claimId, 'opened', plan)
    if (plan.kind === 'final-answer' && own === '') own = id
  }
  return own
}

export type FollowedMove = {
  /** The clock of the final answer that the move stopped; late is a matter of its two timestamps. */
  stopped: { clockId: string; deadlineAt: number; lateMs: number } | null
  /** That which it started: an answer is owed again. */
  started: { clockId: string; policyVersion: number } | null
  /** For the UPDATE that carries the move out. */
  columns: { deadline_at?: Date; clock_stopped_at?: Date | null }
}

/** The claim is locked, and still as it was before the move. */
export const followMove = async (
  trx: Trx,
  claim: ClockedClaim & { id: string; state: ClaimState },
  { move, to }: { move: string; to: ClaimState },
  at: number,
): Promise<FollowedMove> => {
  const signal = signalOfMove(claim.state, to)
  if (!signal) return { stopped: null, started: null, columns: {} }
  // Nobody waits for a client whose answer has been given.
  if (!owesAnswer(to)) await endHold(trx, { claim, at, by: 'move', actorId: null })
  const { stopped, started } = await applySignal(trx, claim, { signal, owes: owesAnswer(to), at, by: move })
  // Of several (by law, by policy) the strictest: they come in that order.
  const answered = stopped.find(({ kind }) => kind === 'final-answer')
  if (answered) await keepStageTimes(trx, claim, answered, at)
  const first = started.find(({ plan }) => plan.kind === 'final-answer')
  return {
    stopped: stoppedOf(answered, at),
    started: first ? { clockId: first.id, policyVersion: first.plan.basis.policyVersion } : null,
    columns: (await readDesk(trx, claim.id)) ?? {},
  }
}

const stoppedOf = (own: ClockRow | undefined, at: number): FollowedMove['stopped'] => {
  if (!own) return null
  return { clockId: own.id, deadlineAt: own.deadline_at, lateMs: Math.max(0, at - own.deadline_at) }
}
