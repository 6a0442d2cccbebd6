/** The log's words for files on a claim. No names: those may be personal, and stay in the table. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { attachmentStates } from './attachment.state.ts'

export const attachmentLimitsSet = defineEvent('attachment-limits.set', 'attachment-limits', z.object({}))

export const attachmentMoved = defineEvent(
  'claim.attachment-moved',
  'claim',
  z.object({
    attachmentId: z.uuid(),
    to: z.enum(attachmentStates.states),
    kind: z.string(),
    bytes: z.int(),
    origin: z.enum(['house', 'client']),
  }),
)
