/** The client's `/call` page and the hub: dialling, the leg's signalling, and what the page is shown. */
import { z } from 'zod'
import { message, socketCommand } from '../platform/message.ts'

/** The namespace of callers: no session, a token for each call. */
export const CALLER_NAMESPACE = '/call'

const language = z.enum(['ru', 'en'])
const token = z.string().min(20).max(200)
/** Shows the call and proves that the page is its caller. */
const proof = { callId: z.uuid(), token }
const iceServers = z.array(
  z.object({
    urls: z.union([z.string(), z.array(z.string())]),
    username: z.string().optional(),
    credential: z.string().optional(),
  }),
)

/** What the caller is shown. It reveals nothing of the card. */
export const callerState = z.object({
  callId: z.uuid(),
  state: z.enum([
    'connecting',
    'menu',
    'waiting',
    'refused',
    'ringing',
    'talking',
    'hold',
    'reconnecting',
    'ended',
  ]),
  language,
  /** Prompt ids now being said. */
  saying: z.array(z.string()),
  /** What they say, piece by piece, to read along. */
  reads: z.array(z.string()),
  /** Digits the present menu takes, with the prompt of the menu. */
  digits: z.array(z.string()),
  queue: z.object({ place: z.number().int(), estimateMs: z.number(), waitingSince: z.number() }).nullable(),
  agentName: z.string().nullable(),
  /** What was promised to a caller whom nobody can answer: shown while it is still being said, and afterwards. */
  promise: z
    .object({
      number: z.number(),
      dueAt: z.number(),
      /** By whose clock the time is spoken. */
      zone: z.string(),
      why: z.string(),
    })
    .nullable(),
  /** Why it ended. */
  ended: z.object({ reason: z.string() }).nullable(),
  serverNow: z.number(),
})
export type CallerState = z.infer<typeof callerState>

export const callerStateMessage = message('caller.state', callerState)
/** A candidate of the media process that came after its answer. */
export const legCandidateMessage = message(
  'leg.candidate',
  z.object({ legId: z.uuid(), candidate: z.unknown() }),
)

const answerReply = z.object({ sdp: z.string() })
const candidate = z.unknown()

/** Errors: `too_many` 429, `no_media` 503, `invalid` 422 naming `phone` or `link`. */
export const dial = socketCommand({
  name: 'call.dial',
  gate: 'public',
  input: z.strictObject({
    /** As typed; shown to the agent as unverified. */
    phone: z.string().trim().max(40).optional(),
    /** A signed link's token: verified. */
    link: z.string().max(500).optional(),
    language,
    flow: z.string().max(40).default('main'),
  }),
  reply: z.object({ ...proof, legId: z.uuid(), iceServers, state: callerState }),
})
/** After a reload or a lost network; `over` 410 when the call has ended. */
export const rejoin = socketCommand({
  name: 'call.rejoin',
  gate: 'public',
  input: z.strictObject(proof),
  reply: z.object({ legId: z.uuid(), iceServers, state: callerState }),
})
export const callerOffer = socketCommand({
  name: 'call.offer',
  gate: 'public',
  input: z.strictObject({ ...proof, sdp: z.string().max(100_000) }),
  reply: answerReply,
})
export const callerCandidate = socketCommand({
  name: 'call.candidate',
  gate: 'public',
  input: z.strictObject({ ...proof, candidate }),
  reply: z.object({}),
})
/** `seq` counts the keys of one page: a key told twice is one digit. */
export const callerDigit = socketCommand({
  name: 'call.digit',
  gate: 'public',
  input: z.strictObject({
    ...proof,
    seq: z.number().int().min(0).max(100_000),
    digit: z.string().regex(/^[0-9*#]$/),
  }),
  reply: z.object({}),
})
export const callerHangUp = socketCommand({
  name: 'call.hang-up',
  gate: 'public',
  input: z.strictObject(proof),
  reply: z.object({}),
})

/**
 * The page of a call that has ended stays open, and may be called back: a `caller.state` that rings bears another call,
 * proved by the same token, and is answered by `rejoin`, declined by `call.hang-up`. 409 `call_open`.
 */
export const standBy = socketCommand({
  name: 'call.stand-by',
  gate: 'public',
  input: z.strictObject(proof),
  /** What rings there already, after a reload. */
  reply: z.object({ ringing: callerState.nullable() }),
})

/** The agent's leg, signalled on the desk's own socket. */
export const legOffer = socketCommand({
  name: 'leg.offer',
  gate: 'agent.self',
  input: z.strictObject({ legId: z.uuid(), sdp: z.string().max(100_000) }),
  reply: answerReply,
})
export const legCandidate = socketCommand({
  name: 'leg.candidate',
  gate: 'agent.self',
  input: z.strictObject({ legId: z.uuid(), candidate }),
  reply: z.object({}),
})
