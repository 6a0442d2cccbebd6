/** Publishes an article and takes it back; and notes that somebody looked whether it still holds. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Article } from '#shared/knowledge/article.contract.ts'
import { articleMoved, articleReviewed } from '#shared/knowledge/article.events.ts'
import { type ArticleMove, articleStates } from '#shared/knowledge/article.state.ts'
import { presentArticle } from './article.present.ts'
import { type ArticleRow, findArticle, lockArticle, moveArticleRow } from './article.store.ts'
import { ARTICLE } from './edit-article.ts'

const lock = async (trx: Trx, id: string, version: number): Promise<ArticleRow> => {
  const row = await lockArticle(trx, id)
  if (!row) throw notFound(ARTICLE, id)
  if (row.version !== version) throw conflict('stale', { version: row.version, state: row.state })
  return row
}
const aboutOf = ({ category_id, topic }: ArticleRow) => ({ categoryId: category_id, topic })

/** @throws 409 `stale`, `move_not_allowed`; 404 */
export const moveArticle = (
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  { move, version }: { move: ArticleMove; version: number },
): Promise<Article> =>
  inTransaction(db, async (trx) => {
    const at = clock.now()
    const row = await lock(trx, id, version)
    const to = articleStates.next(row.state, move)
    if (!to) throw conflict('move_not_allowed', { move, state: row.state })
    // Who shows it to everybody has looked at it.
    const reviewed = move === 'publish' ? { reviewed: { by: actor.userId, at } } : {}
    if (!(await moveArticleRow(trx, row, { state: to, ...reviewed }))) throw conflict('stale')
    await appendEvent(trx, articleMoved, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: { ...aboutOf(row), move, from: row.state, to },
    })
    return presentArticle((await findArticle(trx, id))!, true)
  })

/** @throws 409 `stale`; 404 */
export const reviewArticle = (
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  version: number,
): Promise<Article> =>
  inTransaction(db, async (trx) => {
    const at = clock.now()
    const row = await lock(trx, id, version)
    const { state } = row
    if (!(await moveArticleRow(trx, row, { state, reviewed: { by: actor.userId, at } })))
      throw conflict('stale')
    await appendEvent(trx, articleReviewed, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: aboutOf(row),
    })
    return presentArticle((await findArticle(trx, id))!, true)
  })
