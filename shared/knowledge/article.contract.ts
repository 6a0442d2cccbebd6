/** Articles of the knowledge base over HTTP: read by whoever serves clients, written by who leads. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'
import { named } from '../sales/product.contract.ts'
import { type ArticleMove, articleStates } from './article.state.ts'
import { articleLanguages } from './article-gaps.ts'

const state = z.enum(articleStates.states)
const articleMoves = ['publish', 'withdraw'] as const satisfies ArticleMove[]
const person = z.object({ id: z.uuid(), name: z.string() })
const id = z.strictObject({ id: z.uuid() })
const version = z.int()
const language = z.enum(articleLanguages)
const topicName = z.string().trim().min(1).max(40)

/** Where the words that were searched stand; what is found is apart. Null: nothing was searched, or not in the text. */
const found = z.array(z.object({ text: z.string(), hit: z.boolean() })).nullable()

export const listedArticle = z.object({
  id: z.uuid(),
  /** `''`: not written in this language. */
  titleRu: z.string(),
  titleEn: z.string(),
  category: named.nullable(),
  /** As queues and contacts name it. */
  topic: z.string().nullable(),
  product: named.nullable(),
  group: named.nullable(),
  state,
  /** Epoch ms, as all times; null: nobody has looked yet. */
  reviewedAt: z.number().nullable(),
  /** Claims that it was used on. */
  uses: z.int(),
  found,
  version,
})
export type ListedArticle = z.infer<typeof listedArticle>

export const article = listedArticle.omit({ found: true }).extend({
  textRu: z.string(),
  textEn: z.string(),
  author: person,
  madeAt: z.number(),
  reviewedBy: person.nullable(),
  /** Those the reader may make now. */
  moves: z.array(z.enum(articleMoves)),
  mayWrite: z.boolean(),
})
export type Article = z.infer<typeof article>

const title = z.string().trim().max(200)
const text = z.string().trim().max(20_000)
const form = {
  titleRu: title,
  textRu: text,
  titleEn: title,
  textEn: text,
  categoryId: z.uuid().nullable(),
  topic: topicName.nullable(),
  productId: z.uuid().nullable(),
  /** Of a product it is nothing to name its group as well. */
  groupId: z.uuid().nullable(),
}
type Form = z.infer<z.ZodObject<typeof form>>

/** A language is written whole or not at all, one of them at least; and it is about something. */
const checkForm = (given: Form, context: z.RefinementCtx): void => {
  const fault = (field: keyof Form, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message })
  if (!given.titleRu && given.textRu) fault('titleRu', 'required')
  if (given.titleRu && !given.textRu) fault('textRu', 'required')
  if (!given.titleEn && given.textEn) fault('titleEn', 'required')
  if (given.titleEn && !given.textEn) fault('textEn', 'required')
  if (!given.titleRu && !given.textRu && !given.titleEn && !given.textEn) fault('titleRu', 'one_language')
  if (!given.categoryId && !given.topic) fault('categoryId', 'no_subject')
  if (given.productId && given.groupId) fault('groupId', 'wrong')
}
export const newArticle = z.strictObject(form).superRefine(checkForm)
export type NewArticle = z.infer<typeof newArticle>
export const articleEdit = z.strictObject({ ...form, version }).superRefine(checkForm)
export type ArticleEdit = z.infer<typeof articleEdit>

/** How many rows stand before the page. */
const rowsBefore = z.string().regex(/^\d{1,6}$/)

/** Who does not write sees what is published, whatever state is asked for. */
export const listArticles = endpoint({
  method: 'GET',
  path: '/api/articles',
  gate: 'knowledge.read',
  query: z.strictObject({
    state: z.union([state, z.literal('any')]).default('published'),
    category: z.uuid().optional(),
    topic: topicName.optional(),
    /** Of the product, of its group, or of all products. */
    product: z.uuid().optional(),
    /** Words in any of their forms, Russian or English. */
    search: z.string().trim().min(1).max(200).optional(),
    after: rowsBefore.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ articles: z.array(listedArticle), next: rowsBefore.nullable() }),
})

/** What an article is put under: kinds of claims, topics of contacts. Products have a list of their own. */
export const readArticleChoices = endpoint({
  method: 'GET',
  path: '/api/article-choices',
  gate: 'knowledge.read',
  reply: z.object({ categories: z.array(named), topics: z.array(z.string()) }),
})

export const readArticle = endpoint({
  method: 'GET',
  path: '/api/articles/:id',
  gate: 'knowledge.read',
  params: id,
  reply: article,
})

/** 422 `unknown` at what is not there. */
export const addArticle = endpoint({
  method: 'POST',
  path: '/api/articles',
  gate: 'knowledge.write',
  body: newArticle,
  reply: article,
})

/** 409 `changed_meanwhile` with `current`. */
export const editArticle = endpoint({
  method: 'PUT',
  path: '/api/articles/:id',
  gate: 'knowledge.write',
  params: id,
  body: articleEdit,
  reply: article,
})

/** To publish is to have looked at it too. 409 `stale`, `move_not_allowed`. */
export const moveArticle = endpoint({
  method: 'POST',
  path: '/api/articles/:id/moves',
  gate: 'knowledge.write',
  params: id,
  body: z.strictObject({ move: z.enum(articleMoves), version }),
  reply: article,
})

/** It was looked at, and still holds. 409 `stale`. */
export const reviewArticle = endpoint({
  method: 'POST',
  path: '/api/articles/:id/reviews',
  gate: 'knowledge.write',
  params: id,
  body: z.strictObject({ version }),
  reply: article,
})

export const articleVersions = versionsOf('/api/articles/:id', 'knowledge.write', id)

/** Published ones that fit, the fittest first: by the claim's kind and product, by the contact's topic; then by words. */
export const proposeArticles = endpoint({
  method: 'GET',
  path: '/api/article-proposals',
  gate: 'knowledge.read',
  query: z.strictObject({
    /** 404 for one that the reader does not see. */
    claim: z.uuid().optional(),
    topic: topicName.optional(),
    search: z.string().trim().min(1).max(200).optional(),
  }),
  reply: z.object({
    articles: z.array(listedArticle),
    /** The language that the claim's client is written to in; null without a claim. */
    language: language.nullable(),
  }),
})

/** It was put into an answer, or copied for one: told on the claim's timeline, once. 422 `articleId: unknown`. */
export const noteArticleUse = endpoint({
  method: 'POST',
  path: '/api/claims/:id/articles',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ articleId: z.uuid(), language }),
  reply: z.undefined(),
})

/** Topics of the last 90 days that no published article is about, or none in one of the languages; the heaviest first. */
export const readArticleGaps = endpoint({
  method: 'GET',
  path: '/api/article-gaps',
  gate: 'knowledge.write',
  reply: z.object({
    /** Epoch ms: what came since then is counted. */
    since: z.number(),
    gaps: z.array(
      z.object({
        category: named.nullable(),
        topic: z.string().nullable(),
        contacts: z.int(),
        claims: z.int(),
        lacking: z.array(language),
      }),
    ),
  }),
})
