/** What a card points to must be there, and its tax number be one; the message stands beside the field. */
import type { Queryable } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { readTaxNumber } from '#shared/clients/tax-number.ts'
import { isActiveUser, regionOfMarket } from './client.store.ts'
import { isSource } from './source.store.ts'

/** @throws 422 with `unknown_market`, `unknown_user`, `unknown_source` */
export const checkReferences = async (
  db: Queryable,
  fields: { marketId?: string; managerId?: string | null; source?: string | null },
): Promise<void> => {
  if (fields.marketId && !(await regionOfMarket(db, fields.marketId))) {
    throw invalid({ marketId: 'unknown_market' })
  }
  if (fields.managerId && !(await isActiveUser(db, fields.managerId))) {
    throw invalid({ managerId: 'unknown_user' })
  }
  if (fields.source && !(await isSource(db, fields.source))) throw invalid({ source: 'unknown_source' })
}

/**
 * The tax number as it is kept. It is judged by the client's country, else by that of its market.
 * @throws 422 `invalid_tax_number`
 */
export const keptTaxNumber = async (
  db: Queryable,
  typed: string | null,
  owner: { marketId: string; country: string | null },
): Promise<string | null> => {
  if (!typed) return null
  const country = owner.country ?? (await regionOfMarket(db, owner.marketId)) ?? null
  const kept = readTaxNumber(typed, country)
  if (!kept) throw invalid({ taxNumber: 'invalid_tax_number' })
  return kept
}
