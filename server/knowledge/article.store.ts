/** SQL of articles. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { wordsAsked } from '#server/platform/text-search.store.ts'
import type { NewArticle } from '#shared/knowledge/article.contract.ts'
import type { ArticleState } from '#shared/knowledge/article.state.ts'

export type ArticleRow = {
  id: string
  title_ru: string
  text_ru: string
  title_en: string
  text_en: string
  category_id: string | null
  category_code: string | null
  category_name_ru: string | null
  category_name_en: string | null
  topic: string | null
  product_id: string | null
  product_code: string | null
  product_name_ru: string | null
  product_name_en: string | null
  group_id: string | null
  group_code: string | null
  group_name_ru: string | null
  group_name_en: string | null
  state: ArticleState
  author_id: string
  author_name: string
  made_at: number
  reviewed_by: string | null
  reviewed_by_name: string | null
  reviewed_at: number | null
  uses: number
  version: number
}

export const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('articles as a')
    .join('users as u', 'u.id', 'a.author_id')
    .leftJoin('users as r', 'r.id', 'a.reviewed_by')
    .leftJoin('claim_categories as ca', 'ca.id', 'a.category_id')
    .leftJoin('products as pr', 'pr.id', 'a.product_id')
    .leftJoin('product_groups as gr', 'gr.id', 'a.group_id')
    .select('a.*', {
      author_name: 'u.name',
      reviewed_by_name: 'r.name',
      category_code: 'ca.code',
      category_name_ru: 'ca.name_ru',
      category_name_en: 'ca.name_en',
      product_code: 'pr.code',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
      group_code: 'gr.code',
      group_name_ru: 'gr.name_ru',
      group_name_en: 'gr.name_en',
      uses: q.raw('(select count(*)::int from article_uses au where au.article_id = a.id)'),
    })

export const findArticle = async (q: Queryable, id: string): Promise<ArticleRow | null> =>
  (await withNames(q).where('a.id', id).first()) ?? null

/** As `findArticle`, and nobody else changes it until the transaction ends. */
export const lockArticle = async (trx: Trx, id: string): Promise<ArticleRow | null> =>
  (await withNames(trx).where('a.id', id).forUpdate('a').first()) ?? null

export type ArticleFilter = {
  state: ArticleState | 'any'
  categoryId?: string | undefined
  topic?: string | undefined
  productId?: string | undefined
  search?: string | undefined
  offset: number
  limit: number
}

/** The fittest by words first where words are asked for, else by title. */
export const listArticleRows = (q: Queryable, filter: ArticleFilter): Promise<ArticleRow[]> => {
  const query = withNames(q)
  if (filter.state !== 'any') query.where('a.state', filter.state)
  if (filter.categoryId) query.where('a.category_id', filter.categoryId)
  if (filter.topic) query.where('a.topic', filter.topic)
  if (filter.productId) query.whereRaw(...fitsProduct(filter.productId))
  if (filter.search) {
    const words = wordsAsked(q, filter.search)
    query.whereRaw('a.search @@ ?', [words]).orderByRaw('ts_rank(a.search, ?) desc', [words])
  }
  return query
    .orderByRaw(`coalesce(nullif(a.title_ru, ''), a.title_en), a.id`)
    .offset(filter.offset)
    .limit(filter.limit)
}

/** Of the product, of its group, or of all products. */
const fitsProduct = (productId: string): [string, string[]] => [
  `(a.product_id = ? or a.group_id = (select group_id from products where id = ?) or (a.product_id is null and a.group_id is null))`,
  [productId, productId],
]

const rowOf = (form: Partial<NewArticle>) => ({
  title_ru: form.titleRu,
  text_ru: form.textRu,
  title_en: form.titleEn,
  text_en: form.textEn,
  category_id: form.categoryId,
  topic: form.topic,
  product_id: form.productId,
  group_id: form.groupId,
})

export const insertArticle = async (
  trx: Trx,
  form: NewArticle,
  { authorId, state, at }: { authorId: string; state: ArticleState; at: number },
): Promise<string> => {
  const row = { ...rowOf(form), author_id: authorId, state, made_at: new Date(at) }
  const [made] = await trx('articles').insert(row).returning<{ id: string }[]>('id')
  return (made as { id: string }).id
}

type Seen = { id: string; version: number }

/** False when it is another version by now. */
export const updateArticle = async (trx: Trx, seen: Seen, form: NewArticle): Promise<boolean> =>
  (await trx('articles')
    .where(seen)
    .update({ ...rowOf(form), version: seen.version + 1 })) === 1

/** False when it is no longer in that state and version. `reviewed`: by whom and when it was looked at. */
export const moveArticleRow = async (
  trx: Trx,
  { id, version, state }: Seen & { state: ArticleState },
  to: { state: ArticleState; reviewed?: { by: string; at: number } },
): Promise<boolean> => {
  const { reviewed } = to
  const changed = await trx('articles')
    .where({ id, version, state })
    .update({
      state: to.state,
      version: version + 1,
      ...(reviewed && { reviewed_by: reviewed.by, reviewed_at: new Date(reviewed.at) }),
    })
  return changed === 1
}

/** False when the claim has it already. */
export const insertUse = async (
  trx: Trx,
  use: { articleId: string; claimId: string; by: string; at: number },
): Promise<boolean> => {
  const rows = await trx('article_uses')
    .insert({
      article_id: use.articleId,
      claim_id: use.claimId,
      used_by: use.by,
      used_at: new Date(use.at),
    })
    .onConflict()
    .ignore()
    .returning('article_id')
  return rows.length === 1
}
