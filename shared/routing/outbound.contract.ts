/** Calling a client: how it can be done now, and doing it. */
import { z } from 'zod'
import { consentSources } from '../clients/consent.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { deskState } from './desk.contract.ts'

/** Over the telephone network, or on a page of `/call` that the client has left open. */
export const wayKinds = ['phone', 'page'] as const
export const wayKind = z.enum(wayKinds)
export type WayKind = z.infer<typeof wayKind>

/** Why there is no way now: the codes that `callClient` refuses with. */
export const noWayReasons = [
  'no_phone',
  'no_phone_network',
  'no_market_number',
  'page_closed',
  'no_media_room',
  'do_not_call',
] as const
export const noWayReason = z.enum(noWayReasons)
export type NoWayReason = z.infer<typeof noWayReason>

/** Their word that they are not to be called. */
const refused = z.strictObject({ at: z.number(), source: z.enum(consentSources) }).nullable()
const way = {
  /** Null: it cannot be done. */
  why: noWayReason.nullable(),
  refused,
}

export const clientWays = z.strictObject({
  phones: z.array(z.strictObject({ addressId: z.uuid(), phone: z.string(), ...way })),
  /** `page_closed` where none is open. */
  page: z.strictObject(way),
})
export type ClientWays = z.infer<typeof clientWays>

export const readClientWays = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/call-ways',
  gate: 'call.start',
  params: z.strictObject({ clientId: z.uuid() }),
  reply: clientWays,
})

/** Of a task with somebody to call: the way that would be gone, or why there is none. */
export const taskWay = z.strictObject({ taskId: z.uuid(), kind: wayKind.nullable(), ...way })
export type TaskWay = z.infer<typeof taskWay>

const ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const taskIds = z.string().regex(new RegExp(`^${ID}(,${ID}){0,199}$`))

/** Of those of the named tasks that the reader sees, that are open, and that are a call. */
export const readTaskWays = endpoint({
  method: 'GET',
  path: '/api/task-call-ways',
  gate: 'call.start',
  query: z.strictObject({ taskIds }),
  reply: z.strictObject({ ways: z.array(taskWay) }),
})

/**
 * The agent's own line is opened first, then the client is called. 409: `agent_busy`, `agent_offline`,
 * `desk_unreachable`, `task_taken`, and each of the reasons above; 404 for a card, phone or task out of reach.
 */
export const callClient = endpoint({
  method: 'POST',
  path: '/api/outbound-calls',
  gate: 'call.start',
  body: z
    .strictObject({
      kind: wayKind,
      clientId: z.uuid().optional(),
      /** One of the client's phones. */
      addressId: z.uuid().optional(),
      /** The task that is done by calling: whom, it says itself. */
      taskId: z.uuid().optional(),
    })
    .refine((body) => (body.clientId === undefined) !== (body.taskId === undefined), {
      message: 'one_of',
      path: ['clientId'],
    })
    .refine((body) => body.taskId !== undefined || body.kind === 'page' || body.addressId !== undefined, {
      message: 'required',
      path: ['addressId'],
    }),
  reply: deskState,
})
