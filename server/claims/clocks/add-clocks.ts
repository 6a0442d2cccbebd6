/** Clocks that a rule has for a claim and that do not run yet, though what starts them has been: begun where they would have begun. */
import type { Queryable } from '#server/platform/database.ts'
import { claimMoved, stateNow } from '#shared/claims/claim.events.ts'
import { type ClaimState, claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import { claimClientTold, claimClientWrote } from '#shared/claims/clock.events.ts'
import type { AddedClock, PastSignal } from '#shared/claims/clock-history.ts'
import { type ClockPlan, planClock } from '#shared/claims/clock-plan.ts'
import { signalOfMove } from '#shared/claims/clock-table.ts'
import type { MarketCalendar, PolicyRule } from '#shared/claims/deadline-policy.ts'
import { listSignalEvents, type SignalEvent } from './clock.store.ts'
import { beganAt, type ClockedClaim, type holdsOf } from './plan-clocks.ts'

/** What has been said to the clocks of these claims, by claim, oldest first. */
export const readSignals = async (
  q: Queryable,
  claims: readonly { id: string; opened_at: number }[],
): Promise<Map<string, PastSignal[]>> => {
  const ids = claims.map(({ id }) => id)
  const byClaim = new Map<string, SignalEvent[]>(ids.map((id) => [id, []]))
  if (ids.length > 0) for (const row of await listSignalEvents(q, ids)) byClaim.get(row.claim_id)?.push(row)
  return new Map(claims.map(({ id, opened_at }) => [id, signalsIn(opened_at, byClaim.get(id) ?? [])]))
}

const signalsIn = (openedAt: number, rows: readonly SignalEvent[]): PastSignal[] => {
  const signals: PastSignal[] = [{ signal: 'opened', owes: true, at: openedAt }]
  let state: ClaimState = claimStates.initial
  const put = (signal: PastSignal['signal'] | null, at: number) => {
    if (signal) signals.push({ signal, owes: owesAnswer(state), at })
  }
  for (const { kind, at, data } of rows) {
    if (kind === claimClientTold.kind) put('client-told', at)
    if (kind === claimClientWrote.kind) put('client-wrote', at)
    if (kind !== claimMoved.kind) continue
    const { from, to } = claimMoved.data.parse(data)
    state = stateNow(to)
    put(signalOfMove(stateNow(from), state), at)
  }
  return signals
}

/** @param by.returns how often the claim has come back */
export const planAdded = (
  claim: ClockedClaim,
  { clock, since }: AddedClock,
  by: {
    rule: PolicyRule
    version: number
    calendar: MarketCalendar
    holds: ReturnType<typeof holdsOf>
    returns: number
  },
): ClockPlan =>
  planClock({
    policyVersion: by.version,
    rule: by.rule.code,
    clock,
    severity: claim.severity,
    calendar: by.calendar,
    startedAt: since.signal === 'opened' ? beganAt(claim, clock.terms) : since.at,
    holds: by.holds,
    returns: since.signal === 'owed-again' ? by.returns : 0,
    done: [],
    broughtAt: claim.brought_at,
  })
