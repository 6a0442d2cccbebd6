/** Appending to the one log. Each named transition calls this in its own transaction (invariant 4). */
import type { EventDefinition } from '#shared/platform/event.ts'
import { beforeCommit, hasClosing, type Trx } from './database.ts'
import { type EventRow, insertEvents } from './event.store.ts'
import { noteCall } from './trace.ts'

export type Appended<D> = {
  subjectId: string
  /** The user who did it; null when the hub itself did. */
  actorId: string | null
  /** Epoch ms of the fact. */
  at: number
  data: D
}

/** What transactions in progress will append, in the order it was told. */
const told = new WeakMap<object, EventRow[]>()

/**
 * The log's rows of a transaction are written together as its last statement: nobody may read them before the commit
 * anyway, and a call's step tells of half a dozen things. Throws when the data is not of the event's shape: a wrong
 * event must not reach the log.
 */
export const appendEvent = async <K extends string, D>(
  trx: Trx,
  definition: EventDefinition<K, D>,
  event: Appended<D>,
): Promise<void> => {
  noteCall(definition.subject === 'call' ? event.subjectId : (event.data as { callId?: unknown }).callId)
  const row: EventRow = {
    kind: definition.kind,
    at: new Date(event.at),
    subject_kind: definition.subject,
    subject_id: event.subjectId,
    actor_id: event.actorId,
    data: JSON.stringify(definition.data.parse(event.data)),
  }
  if (!hasClosing(trx)) {
    await insertEvents(trx, [row])
    return
  }
  const rows = told.get(trx)
  if (rows) {
    rows.push(row)
    return
  }
  const first = [row]
  told.set(trx, first)
  beforeCommit(trx, () => insertEvents(trx, first))
}
