/** Everything an agent's desk shows of its own work, as one state: sent whole on each change, never patched by guess. */
import { z } from 'zod'
import { presenceView } from '../agents/agent.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { message } from '../platform/message.ts'

const language = z.enum(['ru', 'en'])
const named = z.object({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() })

/** What the agent knows of the client before picking up. */
export const callerPeek = z.object({
  address: z.string().nullable(),
  verified: z.boolean(),
  client: z
    .object({
      id: z.uuid(),
      name: z.string(),
      provisional: z.boolean(),
      managerName: z.string().nullable(),
      marketCode: z.string().nullable(),
      personName: z.string().nullable(),
      lastContacts: z.array(
        z.object({ at: z.number(), kind: z.string(), summary: z.record(z.string(), z.unknown()) }),
      ),
      openClaims: z.number().int(),
      openDeals: z.number().int(),
    })
    .nullable(),
  /** One number at several clients: the agent chooses. */
  candidates: z.array(z.object({ clientId: z.uuid(), name: z.string(), personName: z.string().nullable() })),
})
export type CallerPeek = z.infer<typeof callerPeek>

export const deskOffer = z.object({
  id: z.uuid(),
  interactionId: z.uuid(),
  callId: z.uuid().nullable(),
  legId: z.uuid().nullable(),
  /** Who carries the call: its legs are opened that provider's way. */
  provider: z.string().nullable(),
  purpose: z.enum(['answer', 'consult']),
  madeAt: z.number(),
  expiresAt: z.number(),
  why: z.string(),
  queue: named,
  topic: z.string().nullable(),
  language,
  waitingSince: z.number(),
  /** Who asks, when it is a consultation or a transfer. */
  fromName: z.string().nullable(),
  caller: callerPeek,
})
export type DeskOffer = z.infer<typeof deskOffer>

export const deskConsult = z.object({
  id: z.uuid(),
  state: z.enum(['ringing', 'talking']),
  askedAt: z.number(),
  /** The colleague, once known; else the queue that is asked. */
  withName: z.string().nullable(),
  queue: named.nullable(),
  /** This agent asked; else this agent was asked. */
  mine: z.boolean(),
})

export const deskWork = z.object({
  interactionId: z.uuid(),
  state: z.enum(['calling', 'talking', 'consulting', 'wrap-up']),
  direction: z.enum(['inbound', 'outbound']),
  /** While the client is called: whether it rings there yet. */
  ringing: z.boolean(),
  /** A wrap-up of a call that did not reach the client: why. */
  notReached: z.string().nullable(),
  /** The task that the call was made for. */
  task: z.object({ id: z.uuid(), number: z.number().int(), open: z.boolean() }).nullable(),
  /** When the client was called, or came. */
  beganAt: z.number(),
  callId: z.uuid().nullable(),
  legId: z.uuid().nullable(),
  provider: z.string().nullable(),
  legState: z.enum(['invited', 'connected', 'lost', 'ended']).nullable(),
  clientLegState: z.enum(['invited', 'connected', 'lost', 'ended']).nullable(),
  queue: named.nullable(),
  topic: z.string().nullable(),
  language,
  script: z.string(),
  answeredAt: z.number().nullable(),
  held: z.boolean(),
  heldSince: z.number().nullable(),
  muted: z.boolean(),
  /** The hub believes that the agent cannot hear yet, and gives the client music. */
  deaf: z.boolean(),
  recording: z.enum(['recording', 'paused']).nullable(),
  talkEndedAt: z.number().nullable(),
  wrapUpUntil: z.number().nullable(),
  /** Token of the lease behind it; commands on the wrap-up bear it. */
  fence: z.number().int(),
  /** True when a disposition is wanted before the wrap-up ends. */
  needsDisposition: z.boolean(),
  consult: deskConsult.nullable(),
  caller: callerPeek,
})
export type DeskWork = z.infer<typeof deskWork>

export const deskState = z.object({
  userId: z.uuid(),
  presence: presenceView,
  offers: z.array(deskOffer),
  work: z.array(deskWork),
  /** Position of the log that this state includes. */
  cursor: z.object({ tx: z.string(), id: z.string() }),
  serverNow: z.number(),
})
export type DeskState = z.infer<typeof deskState>

export const deskStateMessage = message('desk.state', deskState)

export const readDesk = endpoint({ method: 'GET', path: '/api/desk', gate: 'agent.self', reply: deskState })
