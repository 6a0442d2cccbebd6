/** Presence, the desk's proof of life, and the agent's day. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { message, socketCommand } from '../platform/message.ts'

export const chosenPresence = z.enum(['available', 'away', 'offline'])
export const awayReasons = ['break', 'lunch', 'training', 'meeting', 'back-office', 'other'] as const
export const awayReason = z.enum(awayReasons)
/** What keeps a desk from being offered calls. */
export const deskFaults = ['socket', 'microphone', 'sound', 'phone', 'stale'] as const
export const deskFault = z.enum(deskFaults)

/** What an agent is doing, as everyone sees it: follows from presence, holds and leases. */
export const activities = ['offline', 'away', 'available', 'offered', 'talking', 'wrap-up'] as const
export const activity = z.enum(activities)
export type Activity = z.infer<typeof activity>

export const presenceView = z.object({
  chosen: chosenPresence,
  reason: z.string().nullable(),
  chosenAt: z.number(),
  next: z.object({ chosen: chosenPresence, reason: z.string().nullable() }).nullable(),
  /** The hub holds the agent back: a missed offer, or a desk gone for two minutes. */
  heldBy: z.enum(['no-answer', 'no-desk']).nullable(),
  /** Socket, microphone and sound proved within 15 s. */
  reachable: z.boolean(),
  faults: z.array(deskFault),
  activity,
  activitySince: z.number(),
})
export type PresenceView = z.infer<typeof presenceView>

const choice = {
  chosen: chosenPresence,
  /** Wanted with `away`. */
  reason: awayReason.optional(),
  /** Once the present work has ended, instead of now. */
  next: z.boolean().default(false),
}
const needsReason = (input: { chosen: string; reason?: string | undefined }) =>
  input.chosen !== 'away' || input.reason !== undefined

export const choosePresence = endpoint({
  method: 'POST',
  path: '/api/agents/me/presence',
  gate: 'agent.self',
  body: z.strictObject(choice).refine(needsReason, { path: ['reason'], message: 'required' }),
  reply: presenceView,
})
/** A supervisor changes someone else's, at once. */
export const changePresence = endpoint({
  method: 'POST',
  path: '/api/agents/:userId/presence',
  gate: 'agent.supervise',
  params: z.strictObject({ userId: z.uuid() }),
  body: z.strictObject(choice).refine(needsReason, { path: ['reason'], message: 'required' }),
  reply: presenceView,
})

/** Takes the desk: of several tabs the last one rings. */
export const openDesk = socketCommand({
  name: 'desk.open',
  gate: 'agent.self',
  input: z.strictObject({ deskId: z.uuid() }),
  reply: z.object({ proveEveryMs: z.number() }),
})
/** The server asks on the socket, the desk answers: a hidden tab's timers are throttled. */
export const proveDesk = message('desk.prove', z.object({ deskId: z.string() }))
export const deskProof = z.object({
  microphone: z.boolean(),
  sound: z.boolean(),
  /** The softphone runs: an accepted call gets its sound. A page loaded before this was asked has one. */
  phone: z.boolean().default(true),
})
export type DeskProof = z.infer<typeof deskProof>
/** Another tab has taken the desk. */
export const deskReplaced = message('desk.replaced', z.object({ deskId: z.string() }))

/** The agent's own day so far, in the market's zone. */
export const myDay = endpoint({
  method: 'GET',
  path: '/api/agents/me/day',
  gate: 'agent.self',
  reply: z.object({
    from: z.number(),
    taken: z.number().int(),
    missed: z.number().int(),
    declined: z.number().int(),
    /** Calls made to clients, and those that reached them. */
    called: z.number().int(),
    reached: z.number().int(),
    /** Talk + hold + wrap-up over handled interactions, ms; null with none. */
    meanHandleMs: z.number().nullable(),
    meanTalkMs: z.number().nullable(),
    /** Busy time over signed-in time (available + busy); null with none. */
    occupancy: z.number().nullable(),
    signedInMs: z.number(),
    talkMs: z.number(),
    wrapUpMs: z.number(),
    awayMs: z.number(),
  }),
})
