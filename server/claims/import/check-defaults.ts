/** What stands for what a file does not say: is it there? */
import type { Queryable } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { ClaimDefaults } from '#shared/claims/import/claim-import.contract.ts'
import { mayHandle } from '../handler.store.ts'
import { isActiveCategory, listMarkets } from '../policy.store.ts'

/** @throws 422 by field */
export const checkDefaults = async (
  q: Queryable,
  { marketId, categoryId, handlerId }: ClaimDefaults,
): Promise<void> => {
  const faults: Record<string, string> = {}
  if (!(await listMarkets(q)).some(({ id }) => id === marketId)) faults.marketId = 'unknown_market'
  if (categoryId !== null && !(await isActiveCategory(q, categoryId))) faults.categoryId = 'unknown'
  if (handlerId !== null && !(await mayHandle(q, handlerId, marketId))) faults.handlerId = 'may_not_handle'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
