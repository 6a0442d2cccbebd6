/** Starts the clock of an answer: the newest policy, on the calendar of the claim's market. */
import type { Trx } from '#server/platform/database.ts'
import type { Severity } from '#shared/claims/claim.state.ts'
import { type ClockPlan, planClock } from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar, readPolicy } from './policy.store.ts'

/** Throws when the market's calendar never opens: that is a fault of the configuration. */
export const planAnswerClock = async (
  trx: Trx,
  claim: { marketId: string; severity: Severity; startedAt: number },
): Promise<ClockPlan> =>
  planClock({
    policy: await readPolicy(trx),
    calendar: await readMarketCalendar(trx, claim.marketId),
    severity: claim.severity,
    startedAt: claim.startedAt,
  })
