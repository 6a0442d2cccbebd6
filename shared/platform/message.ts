/** What the server says over the socket, and what a socket may ask of the server: named once, for both ends. */
import type { z } from 'zod'
import type { Gate } from './endpoint.ts'

export type Message<Name extends string = string, D = unknown> = { name: Name; data: z.ZodType<D> }

/** A message from server to screen. */
export const message = <Name extends string, D>(name: Name, data: z.ZodType<D>): Message<Name, D> => ({
  name,
  data,
})

/** A question from screen to server, always acknowledged: with a result, or refused with an error. */
export type SocketCommand<I = unknown, R = unknown> = {
  name: string
  gate: Gate
  input: z.ZodType<I>
  reply: z.ZodType<R>
}

export const socketCommand = <I, R>(definition: SocketCommand<I, R>): SocketCommand<I, R> => definition

/** The acknowledgement of every socket command. */
export type Ack<R> = { ok: true; result: R } | { ok: false; error: ApiError }

/** The body of every error answer, on HTTP and sockets alike. `fields` maps a path such as `phones.0` to a message code. */
export type ApiError = {
  code: string
  status: number
  facts?: Record<string, unknown>
  fields?: Record<string, string>
  requestId?: string
}
