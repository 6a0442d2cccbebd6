/** What a policy makes of clocks that run: other terms and ladder, with time elapsed and held as they are. */
import type { Queryable } from '#server/platform/database.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { type ClaimPolicy, chooseRule, type MarketCalendar } from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar } from '../../policy.store.ts'
import { holdsOf } from '../plan-clocks.ts'
import { planAgain } from '../replan-clocks.ts'
import type { RunningClock } from './running.store.ts'

/** Null: the policy has no such clock for the claim, so it goes on as it is. */
export type UnderPolicy = (row: RunningClock) => Promise<ClockPlan | null>

/** Calendars of markets are read once, for as long as it is used. */
export const underPolicy = (q: Queryable, policy: ClaimPolicy): UnderPolicy => {
  const calendars = new Map<string, Promise<MarketCalendar>>()
  const calendarOf = (marketId: string) => {
    const known = calendars.get(marketId) ?? readMarketCalendar(q, marketId)
    calendars.set(marketId, known)
    return known
  }
  return async (row) => {
    const rule = chooseRule(policy, {
      marketId: row.market_id,
      categoryId: row.category_id,
      severity: row.severity,
      clientClasses: [row.client_kind, ...row.tags.map((id) => `tag:${id}`)],
    })
    const clock = rule.clocks.find(({ kind, terms }) => kind === row.kind && terms.basis === row.basis)
    if (!clock) return null
    const calendar = await calendarOf(row.market_id)
    const holds = holdsOf(row.holds)
    return planAgain(
      row,
      { row, clock, rule: rule.code, version: policy.version },
      { calendar, holds, returns: row.returns },
    )
  }
}
