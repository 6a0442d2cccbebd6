/** What of an article leaves the server. */
import type { FoundParts } from '#server/platform/text-search.store.ts'
import type { Article, ListedArticle } from '#shared/knowledge/article.contract.ts'
import { articleStates } from '#shared/knowledge/article.state.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import type { ArticleRow } from './article.store.ts'

const namedOf = (row: ArticleRow, what: 'category' | 'product' | 'group'): Named | null => {
  const id = row[`${what}_id`]
  return id
    ? {
        id,
        code: row[`${what}_code`] ?? '',
        nameRu: row[`${what}_name_ru`] ?? '',
        nameEn: row[`${what}_name_en`] ?? '',
      }
    : null
}

const brief = (row: ArticleRow): Omit<ListedArticle, 'found'> => ({
  id: row.id,
  titleRu: row.title_ru,
  titleEn: row.title_en,
  category: namedOf(row, 'category'),
  topic: row.topic,
  product: namedOf(row, 'product'),
  group: namedOf(row, 'group'),
  state: row.state,
  reviewedAt: row.reviewed_at,
  uses: row.uses,
  version: row.version,
})

export const presentListed = (row: ArticleRow, found: FoundParts): ListedArticle => ({ ...brief(row), found })

export const presentArticle = (row: ArticleRow, mayWrite: boolean): Article => ({
  ...brief(row),
  textRu: row.text_ru,
  textEn: row.text_en,
  author: { id: row.author_id, name: row.author_name },
  madeAt: row.made_at,
  reviewedBy: row.reviewed_by ? { id: row.reviewed_by, name: row.reviewed_by_name ?? '' } : null,
  moves: mayWrite ? articleStates.movesFrom(row.state) : [],
  mayWrite,
})

/** What is set of it, as its versions keep it: whether it is published is a move of its own. */
export const articleState = ({ textRu, textEn, ...rest }: Article) => ({
  titleRu: rest.titleRu,
  textRu,
  titleEn: rest.titleEn,
  textEn,
  categoryId: rest.category?.id ?? null,
  topic: rest.topic,
  productId: rest.product?.id ?? null,
  groupId: rest.group?.id ?? null,
})
