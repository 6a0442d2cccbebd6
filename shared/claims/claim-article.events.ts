/** The log's word for an article of the knowledge base that helped with a claim. The title is the house's own words. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const claimArticleUsed = defineEvent(
  'claim.article-used',
  'claim',
  z.object({ articleId: z.uuid(), title: z.string() }),
)
