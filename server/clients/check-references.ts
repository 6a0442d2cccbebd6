/** What a card points to must be there; the message stands beside the field. */
import type { Queryable } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { isActiveUser, regionOfMarket } from './client.store.ts'

/** @throws 422 with `unknown_market`, `unknown_user` */
export const checkReferences = async (
  db: Queryable,
  fields: { marketId?: string; managerId?: string | null },
): Promise<void> => {
  if (fields.marketId && !(await regionOfMarket(db, fields.marketId))) {
    throw invalid({ marketId: 'unknown_market' })
  }
  if (fields.managerId && !(await isActiveUser(db, fields.managerId))) {
    throw invalid({ managerId: 'unknown_user' })
  }
}
