/**
 * One definition of each HTTP exchange, read by both ends: the server mounts it, the screens call it,
 * the permission walk and the API document list it.
 */
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `public`: nobody need be signed in. `signed-in`: any session. Else a permission name from shared/identity. */
export type Gate = 'public' | 'signed-in' | (string & {})

export type Endpoint<P = unknown, Q = unknown, B = unknown, R = unknown> = {
  method: Method
  /** Express path, always under /api. */
  path: `/api/${string}`
  gate: Gate
  /** About the session itself, or about who one is: closed to API tokens. */
  sessionOnly?: true
  /** The reply is a file of this kind, not JSON. */
  media?: string
  /**
   * The body is a file of this kind, and not JSON: read up to so many bytes it is `{ file }` at both ends; `streamed` is
   * not read before the use case does, and says its own limit.
   */
  takes?: { kind: string; limit: number | 'streamed' }
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  reply: z.ZodType<R>
}

/** Names an exchange; the generic parameters keep its shapes for both ends. */
export const endpoint = <P = undefined, Q = undefined, B = undefined, R = undefined>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => definition
