/** Administration of queues and of who serves them. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'
import { isOwnPrompt } from '../telephony/prompts.ts'
import type { SkillNeed } from './facts.ts'

const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()
const nameField = z.string().trim().min(1).max(100)
const milliseconds = (min: number, max: number) => z.number().int().min(min).max(max)
const MINUTE = 60_000

/** A skill that is wanted, and how the wish relaxes: from `afterMs` of waiting on, this level is enough. */
export const skillNeed = z.strictObject({
  /** Its code. */
  skill: z.string().min(1).max(60),
  rings: z
    .array(
      z.strictObject({
        afterMs: milliseconds(0, 24 * 60 * MINUTE),
        /** 0: no longer needed. */
        minLevel: z.number().int().min(0).max(10),
      }),
    )
    .min(1)
    .max(10)
    .refine((rings) => rings[0]?.afterMs === 0, 'first_ring_at_once')
    .refine(
      (rings) => rings.every((ring, index) => index === 0 || ring.afterMs > rings[index - 1]!.afterMs),
      'rings_in_order',
    ),
}) satisfies z.ZodType<SkillNeed>

/** What a queue says to who comes to it, in the prompts' names: wait, or why nobody can come. */
export const queueWords = [
  'please-wait',
  'out-of-hours',
  'nobody-here',
  'queue-full',
  'longest-wait',
] as const
export type QueueWord = (typeof queueWords)[number]
const ownPrompt = z.string().max(60).refine(isOwnPrompt, 'unknown_prompt')

const editable = {
  nameRu: nameField,
  nameEn: nameField,
  marketId: z.uuid(),
  language: z.enum(['ru', 'en']),
  topic: z.string().trim().min(1).max(40),
  calendarId: z.uuid(),
  priority: z.number().int().min(-100).max(100),
  /** Points of priority that a minute of waiting is worth; 0 would let the low starve. */
  ageingPerMinute: z.number().min(0.01).max(100),
  /** Points that a client of priority 100 is given, others in proportion; 0: all alike. */
  clientPoints: z.number().int().min(0).max(100),
  pick: z.enum(['longest-idle', 'least-occupied']),
  /** How long the client's own manager or last agent is waited for. */
  preferredForMs: milliseconds(0, 30 * MINUTE),
  offerForMs: milliseconds(5_000, 5 * MINUTE),
  wrapUpMs: milliseconds(0, 60 * MINUTE),
  maxWaiting: z.number().int().min(1).max(10_000),
  maxWaitMs: milliseconds(10_000, 24 * 60 * MINUTE),
  /** The queue's tasks go to its free agents so long before they are due; null: they are taken by hand alone. */
  handOutMs: milliseconds(0, 24 * 60 * MINUTE).nullable(),
  /** Service level: answered within this time … */
  serviceMs: milliseconds(1_000, 60 * MINUTE),
  /** … as a share of those that count. */
  serviceTarget: z.number().min(0).max(1),
  needs: z
    .array(skillNeed)
    .max(20)
    .refine((needs) => new Set(needs.map((need) => need.skill)).size === needs.length, 'repeated_skill'),
  /** Phrases of the house's own instead of the hub's; what is not named is said in the hub's words. */
  prompts: z.strictObject(
    Object.fromEntries(queueWords.map((word) => [word, ownPrompt.optional()])) as Record<
      QueueWord,
      z.ZodOptional<typeof ownPrompt>
    >,
  ),
  scriptRu: z.string().max(20_000),
  scriptEn: z.string().max(20_000),
}

export const queueView = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  ...editable,
  active: z.boolean(),
  /** Clients who wait in it at this moment. */
  waiting: z.number().int(),
  /** Users who serve it. */
  agentIds: z.array(z.uuid()),
  version: z.number().int(),
})
export type QueueView = z.infer<typeof queueView>

/** For lists and forms; without scripts and rules. */
export const queueBrief = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  marketId: z.uuid(),
  language: z.enum(['ru', 'en']),
  topic: z.string(),
  active: z.boolean(),
  agents: z.number().int(),
})
export type QueueBrief = z.infer<typeof queueBrief>

export const listQueues = endpoint({
  method: 'GET',
  path: '/api/queues',
  gate: 'signed-in',
  reply: z.strictObject({ queues: z.array(queueBrief) }),
})

export const readQueue = endpoint({
  method: 'GET',
  path: '/api/queues/:id',
  gate: 'queue.manage',
  params: id,
  reply: queueView,
})

/** 409 `exists` for a taken code; 422 `unknown_reference` for a market or calendar there is not. */
export const addQueue = endpoint({
  method: 'POST',
  path: '/api/queues',
  gate: 'queue.manage',
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z][a-z0-9-]{0,48}$/.test(text), 'invalid_code'),
    nameRu: nameField,
    nameEn: nameField,
    marketId: editable.marketId,
    language: editable.language,
    topic: editable.topic,
    calendarId: editable.calendarId,
  }),
  reply: queueView,
})

/**
 * Only what is given changes; who waits now is treated by the new rules. 409 `changed_meanwhile` with `current`;
 * 422 `needs: unknown_skill`, `prompts.please-wait: prompt_silent`. A queue in which someone waits is switched off only with a word on what becomes of them:
 * 409 `callers_wait` with `waiting` without it.
 */
export const editQueue = endpoint({
  method: 'PATCH',
  path: '/api/queues/:id',
  gate: 'queue.manage',
  params: id,
  body: z.strictObject({
    version,
    ...z.strictObject(editable).partial().shape,
    active: z.boolean().optional(),
    /** When it is switched off: the queue that its waiting clients go to; null: they are promised a call back. */
    waitersTo: z.uuid().nullable().optional(),
  }),
  reply: queueView,
})

export const queueVersions = versionsOf('/api/queues/:id', 'queue.manage', id)

const users = z
  .array(z.uuid())
  .max(5_000)
  .refine((ids) => new Set(ids).size === ids.length, 'repeated_user')

/** The queue is served by exactly these users. 409 `changed_meanwhile` with `current`. */
export const setQueueAgents = endpoint({
  method: 'PUT',
  path: '/api/queues/:id/agents',
  gate: 'queue.manage',
  params: id,
  body: z.strictObject({ version, agentIds: users }),
  reply: queueView,
})

export const userQueues = z.strictObject({
  queueIds: z.array(z.uuid()),
  /** Of the user: to be sent back with an edit. */
  version: z.number().int(),
})
export type UserQueues = z.infer<typeof userQueues>

export const readUserQueues = endpoint({
  method: 'GET',
  path: '/api/users/:id/queues',
  gate: 'user.read',
  params: id,
  reply: userQueues,
})

/** The user serves exactly these queues. 409 `changed_meanwhile` with `current`. */
export const setUserQueues = endpoint({
  method: 'PUT',
  path: '/api/users/:id/queues',
  gate: 'user.manage',
  params: id,
  body: z.strictObject({ version, queueIds: z.array(z.uuid()).max(500) }),
  reply: userQueues,
})
