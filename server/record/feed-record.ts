/** Feeds the record from the log: a batch of events and the place after it, in one transaction (invariant 8). */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { readEventsAfter } from '#server/platform/event-tail.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { LoggedEvent } from '#shared/platform/event.ts'
import { linesOf } from '#shared/record/lines-of.ts'
import { recordFed, THE_RECORD } from '#shared/record/record.events.ts'
import { type EventLine, insertFaults, insertLines, type RecordFault } from './line.store.ts'
import { lockPlace, movePlace } from './reader.store.ts'

/** Small enough that the transaction stays far below 200 ms. */
const BATCH = 200

/**
 * Reads on until nothing new may be read yet. Two feeders never double a line: the place is locked, the lines and
 * the new place are committed together. Answers the number of events read.
 */
export const feedRecord = async (platform: Platform): Promise<number> => {
  let read = 0
  for (;;) {
    const batch = await feedBatch(platform)
    read += batch
    if (batch < BATCH) return read
  }
}

const feedBatch = ({ db, clock, log }: Platform): Promise<number> =>
  inTransaction(db, async (trx) => {
    const place = await lockPlace(trx)
    if (!place) return 0
    const events = await readEventsAfter(trx, place, BATCH)
    const last = events.at(-1)
    if (!last) return 0
    const { lines, faults } = await writeLines(trx, 'record_lines', events)
    await insertFaults(trx, faults)
    for (const fault of faults) log.error(fault, 'an event could not be read into the record')
    await movePlace(trx, last.cursor, clock.now())
    if (lines > 0) {
      await appendEvent(trx, recordFed, {
        subjectId: THE_RECORD,
        actorId: null,
        at: clock.now(),
        data: { lines },
      })
    }
    return events.length
  })

export type Written = { lines: number; faults: RecordFault[] }

/** Writes what the events make; answers how many lines, and the events that could not be read. */
export const writeLines = async (trx: Trx, table: string, events: LoggedEvent[]): Promise<Written> => {
  const lines: EventLine[] = []
  const faults: RecordFault[] = []
  for (const event of events) {
    const eventId = event.cursor.id
    try {
      for (const line of linesOf(event)) lines.push({ ...line, eventId })
    } catch (error) {
      // The feed must go on: the event stays in the log, and is read again by a rebuild once its reader is mended.
      faults.push({ eventId, kind: event.kind, reason: (error as Error).message.slice(0, 1_000) })
    }
  }
  await insertLines(trx, table, lines)
  return { lines: lines.length, faults }
}
