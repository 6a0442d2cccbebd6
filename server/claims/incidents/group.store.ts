/** SQL of the claims that may yet become an incident. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { Named } from '#shared/sales/product.contract.ts'

export type GroupableRow = {
  id: string
  number: string
  client_id: string
  client_name: string
  category_id: string
  product_ids: string[]
  batches: string[]
  opened_at: number
}

/** Opened after `since` (epoch ms), still open, part of no incident; the newest first. */
export const listGroupable = (
  q: Queryable,
  reach: Reach,
  since: number,
  limit: number,
): Promise<GroupableRow[]> => {
  const query = q('claims as cl')
    .join('clients as c', 'c.id', 'cl.client_id')
    .where('cl.opened_at', '>', new Date(since))
    .whereNull('cl.closed_at')
    .whereNotExists((part) =>
      part.from('incident_claims as ic').whereRaw('ic.claim_id = cl.id').select(q.raw('1')),
    )
  return withinReach(query, reach, { owner: 'cl.handler_id', market: 'cl.market_id' })
    .orderBy('cl.opened_at', 'desc')
    .limit(limit)
    .select('cl.id', 'cl.number', 'cl.client_id', 'cl.category_id', 'cl.opened_at', { client_name: 'c.name' })
    .select(
      q.raw(`array_remove(array[cl.product_id], null) as product_ids`),
      q.raw(`array[]::text[] as batches`),
    )
}

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }

export const namesOfGroups = async (
  q: Queryable,
  ids: { products: string[]; categories: string[] },
): Promise<Map<string, Named>> => {
  const products = await q('products').whereIn('id', ids.products).select<Named[]>(names)
  const categories = await q('claim_categories').whereIn('id', ids.categories).select<Named[]>(names)
  return new Map([...products, ...categories].map((one) => [one.id, one]))
}
