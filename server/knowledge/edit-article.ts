/** Articles written and changed; each state that one had is kept. */
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { Article, ArticleEdit, NewArticle } from '#shared/knowledge/article.contract.ts'
import { articleEdited, articleWritten } from '#shared/knowledge/article.events.ts'
import { articleStates } from '#shared/knowledge/article.state.ts'
import { articleState, presentArticle } from './article.present.ts'
import { findArticle, insertArticle, lockArticle, updateArticle } from './article.store.ts'
import { findFaults } from './topic.store.ts'

export const ARTICLE = 'article'

const check = async (trx: Trx, form: NewArticle): Promise<void> => {
  const faults = await findFaults(trx, form)
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
const read = async (trx: Trx, id: string): Promise<Article> =>
  presentArticle((await findArticle(trx, id))!, true)

/** @throws 422 `unknown` by field */
export const addArticle = (platform: Platform, actor: Actor, form: NewArticle): Promise<Article> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    await check(trx, form)
    const id = await insertArticle(trx, form, {
      authorId: actor.userId,
      state: articleStates.initial,
      at,
    })
    const { categoryId, topic } = form
    const data = { categoryId, topic }
    await appendEvent(trx, articleWritten, { subjectId: id, actorId: actor.userId, at, data })
    return read(trx, id)
  })

/** @throws 409 `changed_meanwhile`; 422 `unknown` by field; 404 */
export const editArticle = (
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...form }: ArticleEdit,
  restores?: number,
): Promise<Article> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const row = await lockArticle(trx, id)
    if (!row) throw notFound(ARTICLE, id)
    const before = presentArticle(row, true)
    if (row.version !== version) throw changedMeanwhile({ ...articleState(before), ...before }, form)
    await check(trx, form)
    await updateArticle(trx, { id, version }, form)
    const after = await read(trx, id)
    const { categoryId, topic } = form
    const data = { categoryId, topic }
    await appendEvent(trx, articleEdited, { subjectId: id, actorId: actor.userId, at, data })
    await keepVersion(trx, {
      kind: ARTICLE,
      subjectId: id,
      before: { version: before.version, state: articleState(before) },
      after: { version: after.version, state: articleState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
