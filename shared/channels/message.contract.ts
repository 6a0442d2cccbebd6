/** Messages of a client and to a client: written from the card, read and answered in the interaction they belong to. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { messageFaults } from '../telephony/message-port.contract.ts'
import { messageStates } from './message.state.ts'

/** `received`: a client's own. */
export const shownStates = ['received', ...messageStates.states] as const

/** What a provider takes in one message, in characters. */
export const LONGEST_TEXT = 1_600

export const messageView = z.strictObject({
  id: z.uuid(),
  state: z.enum(shownStates),
  text: z.string(),
  /** Pictures and the like that came with it; they stay at the provider. */
  attachments: z.number().int(),
  segments: z.number().int(),
  /** Null: the client wrote it, or the hub itself. */
  authorName: z.string().nullable(),
  /** Epoch ms: when it came, or was written; and when its state was last told. */
  at: z.number().int(),
  changedAt: z.number().int(),
  fault: z.enum(messageFaults).nullable(),
  /** The provider's own number for it. */
  faultCode: z.string().nullable(),
})
export type MessageView = z.infer<typeof messageView>

/** What stands in the way of writing; null: nothing. */
export const barriers = ['no_network', 'no_sender', 'opted_out', 'not_a_phone'] as const
export const barrier = z.enum(barriers)
export type Barrier = z.infer<typeof barrier>

export const conversationView = z.strictObject({
  interactionId: z.uuid(),
  /** The client's, and the house's own. */
  address: z.string(),
  number: z.string(),
  barrier: barrier.nullable(),
  /** Who has this address, while nobody has said whose the conversation is. */
  candidates: z.array(z.strictObject({ clientId: z.uuid(), name: z.string() })),
  /** It goes on: what is written now belongs to it. And may the reader write here? */
  open: z.boolean(),
  writable: z.boolean(),
  /** By when an answer is promised; null when none is owed. */
  dueAt: z.number().int().nullable(),
  /** Oldest first. */
  messages: z.array(messageView),
})
export type ConversationView = z.infer<typeof conversationView>

const interaction = z.strictObject({ interactionId: z.uuid() })
const text = z.string().trim().min(1).max(LONGEST_TEXT)

export const readConversation = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId/conversation',
  gate: 'interaction.read',
  params: interaction,
  reply: conversationView,
})

/** The id is the writer's own: asked for twice it is one message. 409 by a barrier, `exists`. */
export const writeReply = endpoint({
  method: 'PUT',
  path: '/api/interactions/:interactionId/messages/:messageId',
  gate: 'message.send',
  params: interaction.extend({ messageId: z.uuid() }),
  body: z.strictObject({ text }),
  reply: messageView,
})

const client = z.strictObject({ clientId: z.uuid() })

/** Where each phone of the card stands: from which number it would be written to, or why it cannot be. */
export const readMessageLines = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/message-lines',
  gate: 'message.send',
  params: client,
  reply: z.strictObject({
    number: z.string().nullable(),
    lines: z.array(z.strictObject({ addressId: z.uuid(), barrier: barrier.nullable() })),
  }),
})

export const writeToClient = endpoint({
  method: 'PUT',
  path: '/api/clients/:clientId/messages/:messageId',
  gate: 'message.send',
  params: client.extend({ messageId: z.uuid() }),
  body: z.strictObject({ addressId: z.uuid(), text }),
  reply: z.strictObject({ interactionId: z.uuid(), message: messageView }),
})

/** Of one that could not be handed over. 409 `message_not_dead`, or a barrier. */
export const retryMessage = endpoint({
  method: 'POST',
  path: '/api/messages/:messageId/retry',
  gate: 'message.send',
  params: z.strictObject({ messageId: z.uuid() }),
  reply: messageView,
})

/** One of those who have the address. */
export const chooseClient = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/conversation/client',
  gate: 'message.send',
  params: interaction,
  body: z.strictObject({ clientId: z.uuid() }),
  reply: conversationView,
})
