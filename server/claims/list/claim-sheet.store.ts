/** SQL of the claims in a file: each with all that stands on it. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { type ClaimRow, withNames } from '../claim.store.ts'
import { type ClaimFilter, idsForSheet } from './claim-list.store.ts'

/** What it is about; the quantity is a decimal in text. */
export type SheetLine = {
  nameRu: string | null
  nameEn: string | null
  quantity: string | null
  unit: string | null
  batch: string | null
}
export type SheetClaim = ClaimRow & {
  market_name_ru: string
  market_name_en: string
  cause_name_ru: string | null
  cause_name_en: string | null
  deal_number: number | null
  lines: SheetLine[]
  tags: string[]
}

const linesOfClaim = `coalesce((select jsonb_agg(jsonb_build_object('nameRu', pl.name_ru, 'nameEn', pl.name_en,
                                  'quantity', li.quantity::text, 'unit', li.unit, 'batch', li.batch) order by li.position)
                          from claim_products li left join products pl on pl.id = li.product_id
                         where li.claim_id = cl.id), '[]')`
const tagsOfClaim = `array(select tags.name from claim_tags join tags on tags.id = claim_tags.tag_id
                            where claim_tags.claim_id = cl.id order by tags.search)`

/** In the order they were opened, after the one given. */
export const sheetOfClaims = (
  q: Queryable,
  reaches: readonly [Reach, ...Reach[]],
  filter: ClaimFilter,
  page: { after: string | null; limit: number },
): Promise<SheetClaim[]> =>
  withNames(q)
    .whereIn('cl.id', idsForSheet(q, reaches, filter, page))
    .orderBy('cl.id')
    .select({
      market_name_ru: 'mk.name_ru',
      market_name_en: 'mk.name_en',
      cause_name_ru: 'cc.name_ru',
      cause_name_en: 'cc.name_en',
      deal_number: q.raw('(select number from deals where deals.id = cl.deal_id)'),
      lines: q.raw(linesOfClaim),
      tags: q.raw(tagsOfClaim),
    })
