/** How messages are dealt with: when a conversation is over, and by when one is to be answered. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

const MINUTE_MS = 60_000
const gate = 'telephony.manage'

export const messageTimes = z.strictObject({
  /** The messages of a client are one interaction until nothing is written for so long, ms. */
  conversationLastsMs: z
    .number()
    .int()
    .min(10 * MINUTE_MS)
    .max(30 * 1_440 * MINUTE_MS),
  /** A message is to be answered within so much open time of its queue, ms. */
  answerWithinMs: z
    .number()
    .int()
    .min(MINUTE_MS)
    .max(10 * 1_440 * MINUTE_MS),
})
export type MessageTimes = z.infer<typeof messageTimes>
export const messageTimeNames = ['conversationLastsMs', 'answerWithinMs'] as const

export const messageSettings = messageTimes.extend({
  version: z.number().int(),
  /** What the environment settles, and the page cannot. */
  fixed: z.array(z.enum(messageTimeNames)),
})
export type MessageSettings = z.infer<typeof messageSettings>

export const readMessageSettings = endpoint({
  method: 'GET',
  path: '/api/message-settings',
  gate,
  reply: messageSettings,
})

/** From the next message on. 409 `changed_meanwhile` with `current`; 422 `fixed` at what the environment settles. */
export const editMessageSettings = endpoint({
  method: 'PUT',
  path: '/api/message-settings',
  gate,
  body: messageTimes.extend({ version: z.number().int().min(0) }),
  reply: messageSettings,
})

export const messageSettingVersions = versionsOf('/api/message-settings', gate, z.strictObject({}))
