/** Flows as an administrator keeps them: the one in use, its earlier versions, a new one. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { flowPlan } from './flow-plan.ts'

const code = z.string().regex(/^[a-z][a-z0-9-]{0,48}$/)
const params = z.strictObject({ code })

/** Which queue a caller of a topic comes to, by the language they chose. */
export const topicQueues = z.strictObject({
  topic: z.string(),
  queues: z.array(
    z.strictObject({
      language: z.enum(['ru', 'en']),
      id: z.uuid(),
      nameRu: z.string(),
      nameEn: z.string(),
    }),
  ),
})
export type TopicQueues = z.infer<typeof topicQueues>

const published = {
  version: z.number().int(),
  /** Null for a flow that does more than the form can show. */
  plan: z.custom<z.infer<typeof flowPlan>>().nullable(),
  /** Epoch ms. */
  publishedAt: z.number(),
  /** Null: the hub itself. */
  publishedBy: z.string().nullable(),
  /** The version it brought back. */
  restores: z.number().int().nullable(),
}
export const flowVersion = z.strictObject(published)
export type FlowVersion = z.infer<typeof flowVersion>

export const flowView = z.strictObject({
  code,
  ...published,
  /** Every topic that a queue in use serves: what a flow may lead to. */
  topics: z.array(topicQueues),
})
export type FlowView = z.infer<typeof flowView>

export const listFlows = endpoint({
  method: 'GET',
  path: '/api/flows',
  gate: 'flow.manage',
  reply: z.strictObject({ flows: z.array(z.strictObject({ code, version: z.number().int() })) }),
})

export const readFlow = endpoint({
  method: 'GET',
  path: '/api/flows/:code',
  gate: 'flow.manage',
  params,
  reply: flowView,
})

/** The one that callers are led by unless their number or their page's address names another; it cannot be closed. */
export const USUAL_FLOW = 'main'

/**
 * Begins as the flow `like` stands, to be changed from there. A code that was closed goes on with its old versions.
 * 409 `exists`; 422 `like: unknown`.
 */
export const addFlow = endpoint({
  method: 'POST',
  path: '/api/flows',
  gate: 'flow.manage',
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z][a-z0-9-]{0,39}$/.test(text), 'invalid_code'),
    like: code,
  }),
  reply: flowView,
})

/** Calls in progress keep it. 409 `usual_flow`; 409 `numbers_lead_here` with `numbers`; 404. */
export const closeFlow = endpoint({
  method: 'DELETE',
  path: '/api/flows/:code',
  gate: 'flow.manage',
  params,
  reply: z.undefined(),
})

/** The newest first; of very many the latest hundred. */
export const listFlowVersions = endpoint({
  method: 'GET',
  path: '/api/flows/:code/versions',
  gate: 'flow.manage',
  params,
  reply: z.strictObject({ versions: z.array(flowVersion) }),
})

/**
 * In use from the next call on; calls in progress keep theirs. `version` is the one that was edited: 409
 * `changed_meanwhile` with `current` when it is no longer in use. 422 at the field: `topics.1.topic: no_queue`.
 */
export const publishFlow = endpoint({
  method: 'POST',
  path: '/api/flows/:code/versions',
  gate: 'flow.manage',
  params,
  body: z.strictObject({ version: z.number().int().positive(), plan: flowPlan }),
  reply: flowView,
})

/** What `restores` said becomes a new version. 409 `changed_meanwhile`; 409 `unserved_topics` with `topics`; 404. */
export const restoreFlow = endpoint({
  method: 'POST',
  path: '/api/flows/:code/restore',
  gate: 'flow.manage',
  params,
  body: z.strictObject({ version: z.number().int().positive(), restores: z.number().int().positive() }),
  reply: flowView,
})
