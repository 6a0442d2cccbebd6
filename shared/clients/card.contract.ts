/** The card of a client: read, made, edited. */
import { z } from 'zod'
import { timelineItem } from './timeline.contract.ts'

export const clientKind = z.enum(['company', 'person'])
export const language = z.enum(['ru', 'en'])
export const named = z.strictObject({ id: z.uuid(), name: z.string() })
export const market = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  name: z.strictObject({ ru: z.string(), en: z.string() }),
})
export type Market = z.infer<typeof market>

/** What stands beside a ringing offer. */
export const cardSummary = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  kind: clientKind,
  provisional: z.boolean(),
  language,
  market,
  manager: named.nullable(),
  /** Newest first, at most 5. */
  lastContacts: z.array(timelineItem),
  openClaims: z.number().int(),
  openDeals: z.number().int(),
  openTasks: z.number().int(),
})
export type CardSummary = z.infer<typeof cardSummary>
