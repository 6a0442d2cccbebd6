/** Up to which deadline a claim runs a risk, by its market, stage and kind: the same rule as `risksOf`, for all claims at once. */
import type { Queryable } from '#server/platform/database.ts'
import { normFor, riskUntil } from '#shared/claims/breach-risk.ts'
import { claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import { listMarkets, readMarketCalendar } from '../../policy.store.ts'
import { listCategoryIds, listNorms } from './stage-time.store.ts'

/** `until` in epoch ms: a final answer due before it, and not yet due, is at risk. */
export type RiskBound = { marketId: string; state: string; categoryId: string; until: number }

export const readRiskBounds = async (q: Queryable, now: number): Promise<RiskBound[]> => {
  const norms = await listNorms(q)
  if (norms.length === 0) return []
  const categories = await listCategoryIds(q)
  const kinds = claimStates.states.filter(owesAnswer).flatMap((state) =>
    categories.flatMap((categoryId) => {
      const norm = normFor(norms, { state, categoryId })
      return norm ? [{ state, categoryId, norm }] : []
    }),
  )
  const bounds: RiskBound[] = []
  for (const { id: marketId } of await listMarkets(q)) {
    const calendar = await readMarketCalendar(q, marketId)
    for (const { state, categoryId, norm } of kinds)
      bounds.push({ marketId, state, categoryId, until: riskUntil(norm, calendar, now) })
  }
  return bounds
}
