/** SQL of articles that fit what is at hand: a claim's kind and product, a contact's topic, words. */
import type { Queryable } from '#server/platform/database.ts'
import { pieceOf, wordsAsked } from '#server/platform/text-search.store.ts'
import { type ArticleRow, withNames } from './article.store.ts'

export type AtHand = {
  categoryId: string | null
  productId: string | null
  groupId: string | null
  topic: string | null
}

/** What each thing in common is worth: the product says most of what the answer is. */
const FIT = `(case when a.category_id = ?::uuid then 3 else 0 end
  + case when a.product_id = ?::uuid then 4 when a.group_id = ?::uuid then 2 else 0 end
  + case when a.topic = ?::text then 2 else 0 end)`

/** Published ones, the fittest first. Without words none that fits nothing, and none of another product. */
export const fittingArticles = (
  q: Queryable,
  at: AtHand,
  { search, limit }: { search: string | undefined; limit: number },
): Promise<ArticleRow[]> => {
  const fit = q.raw(FIT, [at.categoryId, at.productId, at.groupId, at.topic])
  const query = withNames(q).where('a.state', 'published')
  if (search) query.whereRaw('a.search @@ ?', [wordsAsked(q, search)])
  else
    query
      .whereRaw('? > 0', [fit])
      .whereRaw('(a.product_id is null or a.product_id = ?::uuid)', [at.productId])
      .whereRaw('(a.group_id is null or a.group_id = ?::uuid)', [at.groupId])
  query.orderByRaw('? desc', [fit])
  if (search) query.orderByRaw('ts_rank(a.search, ?) desc', [wordsAsked(q, search)])
  return query.orderBy('uses', 'desc').orderBy('a.id').limit(limit)
}

/** By article: the piece of its texts in which the words stand, to be taken apart by `partsOf`. */
export const piecesFound = async (
  q: Queryable,
  ids: readonly string[],
  search: string,
): Promise<Map<string, string>> => {
  const words = wordsAsked(q, search)
  const rows: { id: string; piece: string }[] = await q('articles')
    .whereIn('id', ids)
    .whereRaw(`to_tsvector('russian', text_ru || ' ' || text_en) @@ ?`, [words])
    .select('id')
    .select({ piece: pieceOf(q, `concat_ws(' · ', nullif(text_ru, ''), nullif(text_en, ''))`, words) })
  return new Map(rows.map(({ id, piece }) => [id, piece]))
}
