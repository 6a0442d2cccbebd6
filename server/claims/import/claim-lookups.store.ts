/** SQL of what the words of a file of claims are looked up in. */
import { listFields } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import { type ClaimLookups, claimLookupsOf, type MarketFacts } from '#shared/claims/import/claim-lookups.ts'
import type { UserFacts } from '#shared/imports/people.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import { listHandlers } from '../handler.store.ts'
import { listCategories } from '../policy.store.ts'

export const openClaimLookups = async (q: Queryable): Promise<ClaimLookups> => {
  const markets = await q('markets').select<MarketFacts[]>('id', 'code', 'zone', {
    nameRu: 'name_ru',
    nameEn: 'name_en',
    region: 'default_region',
  })
  const users = await q('users').select<(UserFacts & { active: boolean })[]>('id', 'name', 'email', 'active')
  const handlers = new Map<string, Set<string>>()
  for (const { id } of markets)
    handlers.set(id, new Set((await listHandlers(q, id)).map((handler) => handler.id)))
  const fields = await listFields(q, 'claim')
  return claimLookupsOf({
    markets,
    categories: await listCategories(q),
    products: await q('products').select<Named[]>('id', 'code', { nameRu: 'name_ru', nameEn: 'name_en' }),
    users: users.filter(({ active }) => active),
    former: users.filter(({ active }) => !active),
    handlers,
    fields: fields.filter(({ archived }) => !archived),
  })
}
