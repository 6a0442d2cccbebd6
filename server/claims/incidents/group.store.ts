/** SQL of the claims that may yet become an incident. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import { claimColumns } from '../claim.store.ts'

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

/** Of a claim: the products and batches among its lines. */
const LINES = `select coalesce(array_agg(p.product_id), '{}') as products,
                      coalesce(array_agg(p.batch_key) filter (where p.batch_key is not null), '{}') as batches
                 from claim_products p where p.claim_id = cl.id`

/** Opened after `since` (epoch ms), still open, part of no incident; the newest first. */
export const listGroupable = (
  q: Queryable,
  reach: Reach,
  since: number,
  limit: number,
): Promise<GroupableRow[]> => {
  const query = q('claims as cl')
    .join('clients as c', 'c.id', 'cl.client_id')
    .joinRaw(`cross join lateral (${LINES}) as lines`)
    .where('cl.opened_at', '>', new Date(since))
    .whereNull('cl.closed_at')
    .whereNotExists((part) =>
      part.from('incident_claims as ic').whereRaw('ic.claim_id = cl.id').select(q.raw('1')),
    )
  return withinReach(query, reach, claimColumns)
    .orderBy('cl.opened_at', 'desc')
    .limit(limit)
    .select('cl.id', 'cl.number', 'cl.client_id', 'cl.category_id', 'cl.opened_at', { client_name: 'c.name' })
    .select(
      q.raw(`array_remove(lines.products || cl.product_id, null) as product_ids`),
      q.raw(`lines.batches`),
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

/** Batches that so many claims since then are about, and that nobody was told of. */
export const listAlarming = async (
  q: Queryable,
  asked: { since: number; atLeast: number },
): Promise<{ batch: string; claims: number }[]> => {
  const { rows } = await q.raw<{ rows: { batch: string; claims: number }[] }>(
    `select p.batch_key as batch, count(distinct p.claim_id)::int as claims
       from claims cl join claim_products p on p.claim_id = cl.id
      where cl.opened_at > :since and p.batch_key is not null
        and not exists (select 1 from batch_alarms a where a.batch = p.batch_key)
      group by 1 having count(distinct p.claim_id) >= :atLeast order by 1`,
    { since: new Date(asked.since), atLeast: asked.atLeast },
  )
  return rows
}

/** The alarm's id; null when it was raised already. */
export const insertAlarm = async (
  trx: Trx,
  alarm: { batch: string; claims: number; at: number },
): Promise<string | null> => {
  const rows = await trx('batch_alarms')
    .insert({ batch: alarm.batch, claims: alarm.claims, raised_at: new Date(alarm.at) })
    .onConflict('batch')
    .ignore()
    .returning<{ id: string }[]>('id')
  return rows[0]?.id ?? null
}
