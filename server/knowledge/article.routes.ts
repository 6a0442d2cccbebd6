import { readInput } from '#server/platform/bad-input.ts'
import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/knowledge/article.contract.ts'
import { articleState } from './article.present.ts'
import { ARTICLE, addArticle, editArticle } from './edit-article.ts'
import { moveArticle, reviewArticle } from './move-article.ts'
import { listArticles, proposeArticles, readArticle, readGaps } from './read-articles.ts'
import { listCategories, listTopics } from './topic.store.ts'
import { noteUse } from './use-article.ts'

export const articleRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  return [
    handle(wire.listArticles, ({ query: { category, product, ...query }, actor }) =>
      listArticles(db, actor, { ...query, categoryId: category, productId: product }),
    ),
    handle(wire.readArticleChoices, async () => ({
      categories: await listCategories(db),
      topics: await listTopics(db),
    })),
    handle(wire.proposeArticles, ({ query, actor }) => proposeArticles(db, actor, query)),
    handle(wire.readArticleGaps, () => readGaps(db, clock.now())),
    handle(wire.readArticle, ({ params, actor }) => readArticle(db, actor, params.id)),
    handle(wire.addArticle, ({ body, actor }) => addArticle(platform, actor, body)),
    handle(wire.editArticle, ({ params, body, actor }) => editArticle(platform, actor, params.id, body)),
    handle(wire.moveArticle, ({ params, body, actor }) => moveArticle(platform, actor, params.id, body)),
    handle(wire.reviewArticle, ({ params, body, actor }) =>
      reviewArticle(platform, actor, params.id, body.version),
    ),
    handle(wire.noteArticleUse, ({ params, body, actor }) =>
      inTransaction(db, (trx) => noteUse(trx, { actor, now: clock.now() }, params.id, body)),
    ),
    ...versionRoutes(db, {
      endpoints: wire.articleVersions,
      find: async (actor, { id }) => {
        const article = await readArticle(db, actor, id)
        return { kind: ARTICLE, subjectId: id, state: articleState(article) }
      },
      edit: (actor, { id }, { version, state, restores }) =>
        editArticle(platform, actor, id, readInput(wire.articleEdit, { version, ...state }), restores),
    }),
  ]
}
