/** Text over the telephone network, in words that no provider owns: what arrives, what goes out, what became of it. */
import { z } from 'zod'

export type ArrivedMessage = {
  provider: string
  /** Its name at the provider: the same for every repeat. */
  ref: string
  /** The client's address, in E.164 where it is a phone; and the house's number. */
  from: string
  to: string
  text: string
  attachments: number
  /** What the provider itself has understood it as. */
  optOut: 'stop' | 'start' | null
  /** Where the house's number belongs; null: nowhere in particular. */
  marketId: string | null
  language: 'ru' | 'en' | null
  /** Epoch ms. */
  at: number
}

/** Why a message could not be handed over. */
export const messageFaults = [
  'unreachable',
  'blocked',
  'no-such-number',
  'landline',
  'filtered',
  'opted-out',
  'not-allowed',
  'bad-sender',
  'no-network',
  'network-away',
  'refused',
  'unknown',
] as const
export type MessageFault = (typeof messageFaults)[number]

export type MessageNews = {
  messageId: string
  /** Which sending of it this is about, from 1. */
  attempt: number
  provider: string
  /** Its name at the provider; null where it got none. */
  ref: string | null
  /** `accepted`: the provider has it. */
  state: 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed'
  fault: MessageFault | null
  /** The provider's own number for the fault. */
  faultCode: string | null
  at: number
}

/** As the outbox keeps it: never the text, which is asked for when it goes out. */
export const messageOrder = z.strictObject({ messageId: z.uuid(), attempt: z.number().int().min(1) })
export type MessageOrder = z.infer<typeof messageOrder>

export type MessageToSend = {
  from: string
  to: string
  text: string
  /** Epoch ms of this attempt. */
  writtenAt: number
  /** What the provider calls other messages of the same conversation. */
  otherRefs: string[]
}
