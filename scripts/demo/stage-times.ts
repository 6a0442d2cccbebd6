/** How long the demo's answered claims still took from each of their stages: what the risk of a breach is reckoned by. */
import { owesAnswer } from '#shared/claims/claim.state.ts'
import type { MarketCalendar } from '#shared/claims/deadline-policy.ts'
import { businessMsBetween } from '#shared/organisation/business-time.ts'
import { iso } from './bulk.ts'
import type { Row } from './demo-rows.ts'
import type { ClaimStory } from './write-claim.ts'

export const stageTimesOf = (
  { id, clockId, category, life }: ClaimStory,
  calendar: MarketCalendar,
): Row[] => {
  const { stoppedAt } = life
  if (stoppedAt === null) return []
  return life.steps
    .filter(({ to, at }) => owesAnswer(to) && at < stoppedAt)
    .map(({ to, at }) => ({
      clock_id: clockId,
      claim_id: id,
      category_id: category.id,
      state: to,
      entered_at: iso(at),
      stopped_at: iso(stoppedAt),
      left_ms: businessMsBetween(calendar, at, stoppedAt),
    }))
}
