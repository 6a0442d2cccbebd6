/** Answering an offer, and moving a talk on to someone else. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { deskState } from './desk.contract.ts'

const offerId = z.strictObject({ offerId: z.uuid() })
const interactionId = z.strictObject({ interactionId: z.uuid() })

export const declineReasons = ['busy', 'not-mine', 'technical', 'other'] as const

/** 409 `offer_gone` when it has expired, was withdrawn, or another answered. */
export const acceptOffer = endpoint({
  method: 'POST',
  path: '/api/offers/:offerId/accept',
  gate: 'call.work',
  params: offerId,
  reply: deskState,
})
export const declineOffer = endpoint({
  method: 'POST',
  path: '/api/offers/:offerId/decline',
  gate: 'call.work',
  params: offerId,
  body: z.strictObject({ reason: z.enum(declineReasons) }),
  reply: deskState,
})

/** Where a talk may be taken: agents signed in, with what they do now, and queues that are open. */
export const transferTargets = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId/transfer-targets',
  gate: 'call.work',
  params: interactionId,
  reply: z.object({
    agents: z.array(
      z.object({ id: z.uuid(), name: z.string(), activity: z.string(), reachable: z.boolean() }),
    ),
    queues: z.array(
      z.object({
        id: z.uuid(),
        nameRu: z.string(),
        nameEn: z.string(),
        open: z.boolean(),
        waiting: z.number().int(),
        serving: z.number().int(),
      }),
    ),
  }),
})

const target = z
  .strictObject({ agentId: z.uuid().optional(), queueId: z.uuid().optional() })
  .refine((to) => (to.agentId === undefined) !== (to.queueId === undefined), {
    message: 'one_of',
    path: ['agentId'],
  })
/** The talk goes on without this agent: the client waits with music, first in line. */
export const transferBlind = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/transfer',
  gate: 'call.work',
  params: interactionId,
  body: target,
  reply: deskState,
})
/** A colleague is asked first, the client holds. */
export const startConsult = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/consult',
  gate: 'call.work',
  params: interactionId,
  body: target,
  reply: deskState,
})
/** The colleague takes the client over: the warm transfer. */
export const completeConsult = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/consult/complete',
  gate: 'call.work',
  params: interactionId,
  reply: deskState,
})
/** Back to the client; the colleague, if there, is let go. */
export const cancelConsult = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/consult/cancel',
  gate: 'call.work',
  params: interactionId,
  reply: deskState,
})

/** "Why this agent?" and "why is this caller still waiting?": every candidate, score and ground of refusal. */
const candidate = z.object({
  agentId: z.uuid(),
  name: z.string(),
  verdict: z.enum(['offered', 'eligible', 'refused']),
  score: z.number().nullable(),
  ground: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export const explainRouting = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId/routing',
  gate: 'routing.explain',
  params: interactionId,
  reply: z.object({
    /** Set while it waits: as things stand this very moment. */
    now: z
      .object({ place: z.number().int(), effectivePriority: z.number(), candidates: z.array(candidate) })
      .nullable(),
    decisions: z.array(
      z.object({
        at: z.number(),
        chosenName: z.string().nullable(),
        why: z.string(),
        candidates: z.array(candidate),
      }),
    ),
    /** Why it waited, from each change to the next: agents of the queue by the ground on which they were refused. */
    waits: z.array(
      z.object({
        at: z.number(),
        /** By which who was there is told; null: that is not kept. */
        roundId: z.uuid().nullable(),
        grounds: z.array(z.object({ ground: z.string(), agents: z.number().int() })),
      }),
    ),
    offers: z.array(
      z.object({
        madeAt: z.number(),
        endedAt: z.number().nullable(),
        name: z.string(),
        state: z.string(),
        reason: z.string().nullable(),
        why: z.string(),
      }),
    ),
  }),
})
/** Who was there when a round left it waiting. */
export const explainWaitMoment = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId/routing/rounds/:roundId',
  gate: 'routing.explain',
  params: z.strictObject({ interactionId: z.uuid(), roundId: z.uuid() }),
  reply: z.object({ candidates: z.array(candidate) }),
})
export type RoutingCandidate = z.infer<typeof candidate>

export const moveInteraction = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/move',
  gate: 'queue.move',
  params: interactionId,
  body: z.strictObject({ queueId: z.uuid() }),
  reply: z.object({}),
})
export const setPriority = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/priority',
  gate: 'queue.move',
  params: interactionId,
  body: z.strictObject({ priority: z.number().int().min(-100).max(100) }),
  reply: z.object({}),
})
