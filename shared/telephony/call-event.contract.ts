/** What happened on the line, in words that no provider owns. Every provider's news is turned into one of these. */
import { z } from 'zod'

/** `declined`: they said no; `failed`: it could not be put through at all. */
export const unansweredWhys = ['busy', 'no-answer', 'declined', 'failed'] as const
export type UnansweredWhy = (typeof unansweredWhys)[number]

const base = {
  provider: z.string(),
  /** The provider's own id of this piece of news: applied once (invariant 7). */
  eventId: z.string().max(300),
  callId: z.uuid(),
  /** Epoch ms. */
  at: z.number(),
}

export const callEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leg-connected'), ...base, legId: z.uuid() }),
  z.object({ kind: z.literal('leg-lost'), ...base, legId: z.uuid(), reason: z.string() }),
  z.object({ kind: z.literal('leg-ended'), ...base, legId: z.uuid(), reason: z.string() }),
  /** A client whom we call: it rings there. */
  z.object({ kind: z.literal('ringing'), ...base }),
  /** Whom we called did not answer. After an answer it is nothing. */
  z.object({ kind: z.literal('unanswered'), ...base, why: z.enum(unansweredWhys) }),
  z.object({
    kind: z.literal('digits'),
    ...base,
    digits: z.string().regex(/^[0-9*#]+$/),
    /** The turn of the flow that was being said: pressed in one that was left behind, they are nothing. */
    turn: z.number().int().optional(),
  }),
  /** This turn was heard to its end, and nothing was pressed in the time its menu gives. */
  z.object({ kind: z.literal('silence'), ...base, turn: z.number().int() }),
  /** What was said with this turn of the flow has been heard to its end. */
  z.object({ kind: z.literal('said'), ...base, turn: z.number().int() }),
  z.object({
    kind: z.literal('recording-ended'),
    ...base,
    recordingId: z.uuid(),
    durationMs: z.number(),
    bytes: z.number(),
    /** `cut-off`: recovered from a process that died. */
    how: z.enum(['whole', 'cut-off', 'failed']),
  }),
  /** The client hung up. */
  z.object({ kind: z.literal('hung-up'), ...base }),
  /** Whatever carried the call is gone, and the sound with it. */
  z.object({ kind: z.literal('carrier-lost'), ...base }),
])
export type CallEvent = z.infer<typeof callEvent>

/** A call that begins. */
export type Arrival = {
  provider: string
  providerRef: string
  direction: 'inbound' | 'outbound'
  /** E.164 or null. */
  caller: string | null
  /** The number that was dialled, and the market it belongs to. */
  callee?: string | null
  marketId?: string | null
  /** The network or a signed link vouches for it. */
  verified: boolean
  clientId: string | null
  language: 'ru' | 'en'
  flowCode: string
  mediaId: string | null
  address: string | null
  tokenHash: Buffer | Uint8Array | null
  at: number
}
