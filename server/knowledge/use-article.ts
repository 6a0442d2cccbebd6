/** An article helped with a claim: said once on its timeline, and counted. */
import { noteArticle } from '#server/claims/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Doing } from '#server/sales/index.ts'
import { findArticle, insertUse } from './article.store.ts'

/** @throws 422 `articleId: unknown` for one that is not published; 403 without the right to work the claim; 404 */
export const noteUse = async (
  trx: Trx,
  doing: Doing,
  claimId: string,
  { articleId, language }: { articleId: string; language: 'ru' | 'en' },
): Promise<void> => {
  const article = await findArticle(trx, articleId)
  const title = article?.[`title_${language}`] || article?.title_ru || article?.title_en || ''
  await noteArticle(trx, doing, claimId, {
    articleId,
    title,
    keep: async () => {
      if (article?.state !== 'published') throw invalid({ articleId: 'unknown' })
      return insertUse(trx, { articleId, claimId, by: doing.actor.userId, at: doing.now })
    },
  })
}
