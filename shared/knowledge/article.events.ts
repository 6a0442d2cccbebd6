/** The log's words for articles. Their texts stand in the table and in its versions. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { articleStates } from './article.state.ts'

const state = z.enum(articleStates.states)
const about = z.object({ categoryId: z.uuid().nullable(), topic: z.string().nullable() })

export const articleWritten = defineEvent('article.written', 'article', about)
export const articleEdited = defineEvent('article.edited', 'article', about)
export const articleMoved = defineEvent(
  'article.moved',
  'article',
  about.extend({ move: z.string(), from: state, to: state }),
)
/** Somebody looked, and it still holds. */
export const articleReviewed = defineEvent('article.reviewed', 'article', about)
