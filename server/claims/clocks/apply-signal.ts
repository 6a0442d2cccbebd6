/** What happened to a claim stops and starts its clocks, by the one table (shared/claims/clock-table.ts). */
import type { Trx } from '#server/platform/database.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { type ClockSignal, changesOn } from '#shared/claims/clock-table.ts'
import { type ClockRow, insertClock, lockRunningClocks, stopClock } from './clock.store.ts'
import { type ClockedClaim, planKinds } from './plan-clocks.ts'

export type Signalled = { stopped: ClockRow[]; started: { id: string; plan: ClockPlan }[] }

/**
 * The claim is locked by whoever calls. A clock that runs already goes on: what has waited longer is the stricter.
 * @param what.owes whether an answer is owed after the signal
 * @param what.by the move, or the signal itself: what the clock was stopped by
 */
export const applySignal = async (
  trx: Trx,
  claim: ClockedClaim & { id: string },
  what: { signal: ClockSignal; owes: boolean; at: number; by: string },
): Promise<Signalled> => {
  const { signal, at } = what
  const { stops, starts } = changesOn(signal, what.owes)
  const running = await lockRunningClocks(trx, claim.id)
  const stopped = running.filter(({ kind }) => stops.includes(kind))
  for (const { id } of stopped) await stopClock(trx, id, at, what.by)
  const going = new Set(running.filter((one) => !stopped.includes(one)).map(sortOf))
  const plans = await planKinds(trx, claim, { kinds: starts, signal, at })
  const started: Signalled['started'] = []
  for (const plan of plans) {
    if (going.has(sortOf({ kind: plan.kind, basis: plan.basis.terms.basis }))) continue
    started.push({ id: await insertClock(trx, claim.id, signal, plan), plan })
  }
  return { stopped, started }
}

const sortOf = ({ kind, basis }: { kind: string; basis: string }): string => `${kind} ${basis}`
