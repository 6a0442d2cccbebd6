/** Appending to the one log. Each named transition calls this in its own transaction (invariant 4). */
import type { EventDefinition } from '#shared/platform/event.ts'
import type { Trx } from './database.ts'

export type Appended<D> = {
  subjectId: string
  /** The user who did it; null when the hub itself did. */
  actorId: string | null
  /** Epoch ms of the fact. */
  at: number
  data: D
}

/** Throws when the data is not of the event's shape: a wrong event must not reach the log. */
export const appendEvent = async <K extends string, D>(
  trx: Trx,
  definition: EventDefinition<K, D>,
  event: Appended<D>,
): Promise<void> => appendEvents(trx, definition, [event])

/** Many of one kind, in the order given, in one statement. */
export const appendEvents = async <K extends string, D>(
  trx: Trx,
  definition: EventDefinition<K, D>,
  events: readonly Appended<D>[],
): Promise<void> => {
  if (events.length === 0) return
  await trx('events').insert(
    events.map((event) => ({
      kind: definition.kind,
      at: new Date(event.at),
      subject_kind: definition.subject,
      subject_id: event.subjectId,
      actor_id: event.actorId,
      data: JSON.stringify(definition.data.parse(event.data)),
    })),
  )
}
