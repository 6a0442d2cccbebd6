/** The live board: computed once for all who watch, at most four times a second. Every number opens into its rows. */
import { z } from 'zod'
import { activity, chosenPresence } from '../agents/agent.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { message } from '../platform/message.ts'

export const boardQueue = z.object({
  id: z.uuid(),
  nameRu: z.string(),
  nameEn: z.string(),
  open: z.boolean(),
  waiting: z.number().int(),
  longestSince: z.number().nullable(),
  talking: z.number().int(),
  serving: z.number().int(),
  /** Of today's, in the market's zone. */
  offered: z.number().int(),
  answered: z.number().int(),
  answeredInTime: z.number().int(),
  abandoned: z.number().int(),
  /** Answered within the queue's threshold over answered + abandoned after it; null with none. */
  serviceLevel: z.number().nullable(),
  serviceMs: z.number().int(),
  serviceTarget: z.number(),
})
export const boardAgent = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What they chose; `activity` is what the hub makes of it. */
  chosen: chosenPresence,
  activity,
  reason: z.string().nullable(),
  since: z.number(),
  heldBy: z.string().nullable(),
  reachable: z.boolean(),
  next: z.string().nullable(),
  withName: z.string().nullable(),
  interactionId: z.uuid().nullable(),
  queueIds: z.array(z.uuid()),
})
export const boardCall = z.object({
  interactionId: z.uuid(),
  state: z.enum(['arrived', 'waiting', 'calling', 'talking']),
  clientName: z.string().nullable(),
  address: z.string().nullable(),
  queueId: z.uuid().nullable(),
  language: z.string(),
  topic: z.string().nullable(),
  since: z.number(),
  priority: z.number().int(),
  agentId: z.uuid().nullable(),
  agentName: z.string().nullable(),
  offeredTo: z.string().nullable(),
  held: z.boolean(),
})
export const board = z.object({
  queues: z.array(boardQueue),
  agents: z.array(boardAgent),
  calls: z.array(boardCall),
  serverNow: z.number(),
})
export type Board = z.infer<typeof board>

/** Rows that are new or other than before; `order`: the ids of all rows, where these or their order have changed. */
const changesOf = <R extends z.ZodType>(row: R) =>
  z.object({ changed: z.array(row), order: z.array(z.uuid()).nullable() })

/** From one board to the next: between two of them little moves, and there are many watchers. */
export const boardChanges = z.object({
  queues: changesOf(boardQueue),
  agents: changesOf(boardAgent),
  calls: changesOf(boardCall),
  serverNow: z.number(),
})
export type BoardChanges = z.infer<typeof boardChanges>

/** The whole board: to all who watch it, when one has just begun to. */
export const boardMessage = message('board.state', board)
/** What has changed since the last message of either kind. */
export const boardChangesMessage = message('board.changes', boardChanges)
export const readBoard = endpoint({ method: 'GET', path: '/api/board', gate: 'queue.watch', reply: board })

/** The rows behind a number of the board. */
export const readBoardRows = endpoint({
  method: 'GET',
  path: '/api/board/queues/:queueId/rows',
  gate: 'queue.watch',
  params: z.strictObject({ queueId: z.uuid() }),
  query: z.strictObject({
    of: z.enum(['offered', 'answered', 'answeredInTime', 'abandoned', 'waiting', 'talking']),
  }),
  reply: z.array(
    z.object({
      interactionId: z.uuid(),
      clientId: z.uuid().nullable(),
      clientName: z.string().nullable(),
      address: z.string().nullable(),
      arrivedAt: z.number(),
      waitMs: z.number().nullable(),
      agentName: z.string().nullable(),
      outcome: z.string().nullable(),
    }),
  ),
})

/** How well today's callers were told, on entering a queue, how long they would wait; only those who were answered. */
export const readEstimates = endpoint({
  method: 'GET',
  path: '/api/board/estimates',
  gate: 'queue.watch',
  reply: z.array(
    z.object({
      queueId: z.uuid(),
      n: z.number().int(),
      medianAbsoluteMs: z.number(),
      /** Above 0: told longer than it was. */
      biasMs: z.number(),
    }),
  ),
})
