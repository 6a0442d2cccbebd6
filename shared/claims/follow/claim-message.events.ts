/** The log's words for what is said between a client and the house about a claim. What was said stays in the tables. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'

export const messageChannels = ['page', 'mail', 'letter', 'sms'] as const
const message = { messageId: z.uuid(), channel: z.enum(messageChannels) }

/** The client's word. */
export const claimHeard = defineEvent('claim.heard', 'claim', z.object(message))
export const claimWritten = defineEvent('claim.written', 'claim', z.object(message))
export const claimRated = defineEvent('claim.rated', 'claim', z.object({ score: z.int() }))
/** It was made, or all there were are dead. */
export const claimLinkChanged = defineEvent('claim.link-changed', 'claim', z.object({ live: z.boolean() }))
