/** SQL of the search among claims: numbers, names, batches, tags, and words of the texts in any of their forms. */
import type { Knex } from 'knex'
import { orCustomText } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { pieceOf, wordsAsked } from '#server/platform/text-search.store.ts'
import { batchKey } from '#shared/claims/batch-key.ts'

/** What has neither letters nor digits names nothing. */
const named = (column: string, search: string) =>
  [`${column} like '%' || fold_text(?) || '%' and fold_text(?) <> ''`, [search, search]] as const

const productsNamed = (q: Queryable, search: string): Knex.QueryBuilder =>
  q('products')
    .select('id')
    .whereRaw(...named(`fold_text(name_ru || ' ' || name_en || ' ' || code)`, search))

/** Ids of the claims in which it stands, whoever may see them: to be narrowed by who asks. */
export const idsFound = (q: Queryable, search: string): Knex.QueryBuilder => {
  const claims = () => q('claims as found').select('found.id')
  return claims()
    .whereRaw('found.search @@ ?', [wordsAsked(q, search)])
    .union([
      claims().whereLike('found.number', anywhere(search.replaceAll(/\s/g, '').toUpperCase())),
      claims()
        .whereNotNull('found.outer_number')
        .whereRaw('upper(found.outer_number) like ?', [anywhere(search.trim().toUpperCase())]),
      claims()
        .join('clients as of', 'of.id', 'found.client_id')
        .whereRaw(...named('of.search', search)),
      claims().whereIn('found.product_id', productsNamed(q, search)),
      q('claim_products as line')
        .whereIn('line.product_id', productsNamed(q, search))
        .select('line.claim_id'),
      q('claim_products as line')
        .whereLike('line.batch_key', anywhere(batchKey(search)))
        .select('line.claim_id'),
      q('claim_tags as tagged')
        .join('tags', 'tags.id', 'tagged.tag_id')
        .whereRaw(...named('tags.search', search))
        .select('tagged.claim_id'),
      claims().where((either) => {
        either.whereRaw('false')
        orCustomText(either, { column: 'found.custom', thing: 'claim' }, search)
      }),
    ])
}

/** By claim: the piece of its texts in which the words stand, to be taken apart by `partsOf`. */
export const piecesFound = async (
  q: Queryable,
  ids: readonly string[],
  search: string,
): Promise<Map<string, string>> => {
  const words = wordsAsked(q, search)
  const rows: { id: string; piece: string }[] = await q('claims')
    .whereIn('id', ids)
    .whereRaw('search @@ ?', [words])
    .select('id')
    .select({ piece: pieceOf(q, `concat_ws(' · ', description, findings, answer, grounds)`, words) })
  return new Map(rows.map(({ id, piece }) => [id, piece]))
}
