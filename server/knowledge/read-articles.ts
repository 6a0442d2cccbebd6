/** Articles read: a list, one of them, those that fit what is at hand, and topics that have none. */
import { subjectOfClaim } from '#server/claims/index.ts'
import { type Actor, may } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { denied, notFound } from '#server/platform/errors.ts'
import { partsOf } from '#server/platform/text-search.store.ts'
import type { Article, ListedArticle } from '#shared/knowledge/article.contract.ts'
import { topicsLacking } from '#shared/knowledge/article-gaps.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import { presentArticle, presentListed } from './article.present.ts'
import { type ArticleFilter, type ArticleRow, findArticle, listArticleRows } from './article.store.ts'
import { fittingArticles, piecesFound } from './article-find.store.ts'
import { listCategories, weighTopics } from './topic.store.ts'

const GAP_DAYS = 90
const DAY_MS = 86_400_000
const PROPOSED = 12

const mayWrite = (actor: Actor): boolean => may(actor, 'knowledge.write')

const present = async (
  q: Queryable,
  rows: ArticleRow[],
  search: string | undefined,
): Promise<ListedArticle[]> => {
  const ids = rows.map(({ id }) => id)
  const pieces = search ? await piecesFound(q, ids, search) : new Map<string, string>()
  return rows.map((row) => presentListed(row, partsOf(pieces.get(row.id))))
}

export const listArticles = async (
  q: Queryable,
  actor: Actor,
  asked: Omit<ArticleFilter, 'offset'> & { after?: string | undefined },
): Promise<{ articles: ListedArticle[]; next: string | null }> => {
  const { after, limit, ...filter } = asked
  const state = mayWrite(actor) ? filter.state : 'published'
  const offset = Number(after ?? 0)
  const rows = await listArticleRows(q, { ...filter, state, offset, limit: limit + 1 })
  return {
    articles: await present(q, rows.slice(0, limit), filter.search),
    next: rows.length > limit ? String(offset + limit) : null,
  }
}

/** @throws 404 also for one that only those who write may see yet */
export const readArticle = async (q: Queryable, actor: Actor, id: string): Promise<Article> => {
  const row = await findArticle(q, id)
  if (!row || (row.state !== 'published' && !mayWrite(actor))) throw notFound('article', id)
  return presentArticle(row, mayWrite(actor))
}

/** @throws 403 for a claim asked for without the right to see claims; 404 for one out of reach */
export const proposeArticles = async (
  q: Queryable,
  actor: Actor,
  {
    claim,
    topic,
    search,
  }: { claim?: string | undefined; topic?: string | undefined; search?: string | undefined },
): Promise<{ articles: ListedArticle[]; language: 'ru' | 'en' | null }> => {
  if (claim && !may(actor, 'claim.read')) throw denied('claim.read')
  const subject = claim ? await subjectOfClaim(q, actor, claim) : null
  const at = {
    categoryId: subject?.categoryId ?? null,
    productId: subject?.productId ?? null,
    groupId: subject?.groupId ?? null,
    topic: topic ?? null,
  }
  const rows = await fittingArticles(q, at, { search, limit: PROPOSED })
  return { articles: await present(q, rows, search), language: subject?.language ?? null }
}

export type Gap = {
  category: Named | null
  topic: string | null
  contacts: number
  claims: number
  lacking: ('ru' | 'en')[]
}

/** Whatever came, whoever may see it: only how much. */
export const readGaps = async (q: Queryable, now: number): Promise<{ since: number; gaps: Gap[] }> => {
  const since = now - GAP_DAYS * DAY_MS
  const categories = new Map((await listCategories(q)).map((one) => [one.id, one]))
  const gaps = topicsLacking(await weighTopics(q, since)).map(({ topic, contacts, claims, lacking }) => ({
    category: topic.kind === 'category' ? (categories.get(topic.key) ?? null) : null,
    topic: topic.kind === 'topic' ? topic.key : null,
    contacts,
    claims,
    lacking,
  }))
  return { since, gaps }
}
