/** The clocks of a claim's page: where each stands, its steps, the waits for the client, whether it may wait now. */
import type { Queryable } from '#server/platform/database.ts'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { type ClaimState, owesAnswer } from '#shared/claims/claim.state.ts'
import { planHold } from '#shared/claims/hold.ts'
import { nextOpening } from '#shared/organisation/business-time.ts'
import { namesOf } from '../handler.store.ts'
import { readMarketCalendar } from '../policy.store.ts'
import { presentClock, presentHold } from './clock.present.ts'
import { listClocks } from './clock.store.ts'
import { listEscalations } from './escalation/escalation.store.ts'
import { listHolds } from './holds/hold.store.ts'
import { limitsOf } from './holds/hold-limits.ts'
import type { ClockedClaim } from './plan-clocks.ts'

export const readClocks = async (
  q: Queryable,
  claim: ClockedClaim & { id: string; state: ClaimState },
  works: boolean,
  now: number,
): Promise<Pick<ClaimPage, 'clocks' | 'holds' | 'mayHold'>> => {
  const escalations = await listEscalations(q, claim.id)
  const holds = await listHolds(q, claim.id)
  const people = escalations.flatMap(({ notified, did }) =>
    did.reassigned ? [...notified, did.reassigned.to] : notified,
  )
  const names = await namesOf(q, [...people, ...holds.flatMap(({ held_by }) => held_by ?? [])])
  const seen = { escalations, holds, names, now }
  const clocks = (await listClocks(q, claim.id)).map((row) => presentClock(row, seen))
  const free = works && owesAnswer(claim.state) && !holds.some(({ to_at }) => to_at === null)
  return {
    clocks,
    holds: holds.map((row) => presentHold(row, names)),
    mayHold: free ? await offerOf(q, claim, now) : null,
  }
}

const offerOf = async (q: Queryable, claim: ClockedClaim & { id: string }, now: number) => {
  const limits = await limitsOf(q, claim)
  if (!limits) return null
  const calendar = await readMarketCalendar(q, claim.market_id)
  // A wait that would never end by itself is not offered.
  return nextOpening(calendar, now) === null ? null : planHold(limits, calendar, now)
}
