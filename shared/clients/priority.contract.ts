/** The priority of a client, each point with what it is given for. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { priorityFacts } from './client-priority.ts'

export const priorityPoint = z.strictObject({
  fact: z.enum(priorityFacts),
  part: z.enum(['value', 'risk', 'potential']),
  points: z.number().int(),
  /** What the points are given for. */
  of: z.strictObject({
    kind: z.enum(['deal', 'claim', 'interaction']),
    count: z.number().int(),
    /** Those that the reader may see, at most 5. */
    shown: z.array(z.strictObject({ id: z.uuid(), label: z.string() })),
  }),
})
export type PriorityPointView = z.infer<typeof priorityPoint>

/** One score for all readers; what a reader may not see is counted, and not shown. */
export const readPriority = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/priority',
  gate: 'client.read',
  params: z.strictObject({ clientId: z.uuid() }),
  reply: z.strictObject({
    score: z.number().int().min(0).max(100),
    points: z.array(priorityPoint),
    /** Epoch ms. */
    asOf: z.number().int(),
  }),
})
