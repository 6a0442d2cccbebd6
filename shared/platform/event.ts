/** An event of the log: its kind and the shape of its data, defined in the room that appends it. */
import type { z } from 'zod'

export type EventDefinition<K extends string = string, D = unknown> = {
  kind: K
  /** The noun the event is about: `call`, `offer`, `claim`. Its id is the event's subject. */
  subject: string
  data: z.ZodType<D>
}

export const defineEvent = <K extends string, D>(
  kind: K,
  subject: string,
  data: z.ZodType<D>,
): EventDefinition<K, D> => ({ kind, subject, data })

/** A position in the log. Ordered by transaction, then by row: see docs/architecture. */
export type Cursor = { tx: string; id: string }

/** An event as it is read back from the log; `at` is epoch ms. */
export type LoggedEvent = {
  cursor: Cursor
  at: number
  kind: string
  subject: { kind: string; id: string }
  actorId: string | null
  data: unknown
}
