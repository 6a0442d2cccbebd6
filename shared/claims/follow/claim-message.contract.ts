/** What is written between a client and the house about a claim, and the client's link to it, as the claim page shows them. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { messageChannels } from './claim-message.events.ts'
import { LONGEST_WORD } from './follow.contract.ts'

const id = z.strictObject({ id: z.uuid() })

export const claimMessage = z.object({
  id: z.uuid(),
  direction: z.enum(['inbound', 'outbound']),
  channel: z.enum(messageChannels),
  text: z.string(),
  /** Null of an outbound one: the hub itself. */
  authorName: z.string().nullable(),
  /** The client's e-mail that it came from or went to. */
  address: z.string().nullable(),
  /** Epoch ms. */
  at: z.number(),
})
export type ClaimMessage = z.infer<typeof claimMessage>

export const claimConversation = z.object({
  messages: z.array(claimMessage),
  /** The latest that was made and not revoked. */
  link: z
    .object({ madeAt: z.number(), expiresAt: z.number(), openedAt: z.number().nullable(), live: z.boolean() })
    .nullable(),
  /** Where letters to the client go; null: no e-mail is known. */
  mailTo: z.string().nullable(),
  /** Do letters leave the hub at all? */
  mailLeaves: z.boolean(),
  rating: z.object({ score: z.int(), word: z.string().nullable(), at: z.number() }).nullable(),
  /** May the reader write, and hand the link out? */
  writable: z.boolean(),
})
export type ClaimConversation = z.infer<typeof claimConversation>

export const readClaimConversation = endpoint({
  method: 'GET',
  path: '/api/claims/:id/conversation',
  gate: 'claim.read',
  params: id,
  reply: claimConversation,
})

/** Kept for the client's page, and a letter where an e-mail is known. 409 `erased`, `exists` for another's message of this id. */
export const writeClaimMessage = endpoint({
  method: 'PUT',
  path: '/api/claims/:id/messages/:messageId',
  gate: 'claim.work',
  params: z.strictObject({ id: z.uuid(), messageId: z.uuid() }),
  body: z.strictObject({ text: z.string().trim().min(1).max(LONGEST_WORD) }),
  reply: claimMessage,
})

/** The link that is live, else a new one: to be handed out by hand. */
export const issueFollowLink = endpoint({
  method: 'POST',
  path: '/api/claims/:id/follow-link',
  gate: 'claim.work',
  params: id,
  reply: z.object({ url: z.string(), expiresAt: z.number() }),
})

/** By a letter to the client. 409 `no_mail`: no e-mail is known. */
export const sendFollowLink = endpoint({
  method: 'POST',
  path: '/api/claims/:id/follow-link/send',
  gate: 'claim.work',
  params: id,
  reply: z.object({ mailTo: z.string() }),
})

/** Whatever link there is opens nothing any more. */
export const revokeFollowLink = endpoint({
  method: 'DELETE',
  path: '/api/claims/:id/follow-link',
  gate: 'claim.work',
  params: id,
  reply: z.undefined(),
})
