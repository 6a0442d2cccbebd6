/** Makes the record anew from the log: staged beside the old one, then put in its place at one stroke. */
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import { readEventsAfter } from '#server/platform/event-tail.ts'
import type { Cursor, LoggedEvent } from '#shared/platform/event.ts'
import { type Written, writeLines } from './feed-record.ts'
import { insertFaults, type RecordFault } from './line.store.ts'
import { awaitPlace, readPlace } from './reader.store.ts'
import { dropFresh, makeFresh, putFreshInPlace } from './rebuild.store.ts'

const BATCH = 500
const start: Cursor = { tx: '0', id: '0' }

export type Rebuilt = { table: string; events: number; faults: RecordFault[]; to: Cursor }

/**
 * Fills a fresh table from the beginning of the log up to where the feed stands; the record in use is not touched.
 * Short transactions of 500 events; answers the table, which is the caller's to compare, put in place or drop.
 */
export const rebuildRecord = async (db: Database): Promise<Rebuilt> => {
  const to = await readPlace(db)
  const table = await makeFresh(db)
  const { events, faults } = await fillUpTo(db, table, start, to)
  return { table, events, faults, to }
}

/** Reads on to where the feed stands by now, and swaps the tables under the feed's lock: no line is missed or doubled. */
export const swapRecord = async (db: Database, rebuilt: Rebuilt): Promise<void> => {
  // Most of what came since is read before anyone has to wait.
  const nearer = await readPlace(db)
  const { faults } = await fillUpTo(db, rebuilt.table, rebuilt.to, nearer)
  await inTransaction(db, async (trx) => {
    const place = await awaitPlace(trx)
    const rest = await writeUpTo(trx, rebuilt.table, nearer, place)
    await putFreshInPlace(trx, rebuilt.table)
    await insertFaults(trx, [...rebuilt.faults, ...faults, ...rest.faults])
  })
}

export const dropRebuilt = (db: Database, rebuilt: Rebuilt): Promise<void> => dropFresh(db, rebuilt.table)

const fillUpTo = (db: Database, table: string, from: Cursor, to: Cursor) =>
  readUpTo(db, from, to, (events) => inTransaction(db, (trx) => writeLines(trx, table, events)))

const writeUpTo = (trx: Trx, table: string, from: Cursor, to: Cursor) =>
  readUpTo(trx, from, to, (events) => writeLines(trx, table, events))

/** Hands over every event after `from`, up to and with `to`, a batch at a time. */
const readUpTo = async (
  q: Database,
  from: Cursor,
  to: Cursor,
  write: (events: LoggedEvent[]) => Promise<Written>,
) => {
  const faults: RecordFault[] = []
  let count = 0
  for (let cursor = from; ; ) {
    const read = await readEventsAfter(q, cursor, BATCH)
    const events = read.filter((event) => notAfter(event.cursor, to))
    const last = events.at(-1)
    if (!last) return { events: count, faults }
    faults.push(...(await write(events)).faults)
    count += events.length
    cursor = last.cursor
  }
}

const notAfter = (a: Cursor, b: Cursor): boolean =>
  BigInt(a.tx) < BigInt(b.tx) || (a.tx === b.tx && BigInt(a.id) <= BigInt(b.id))
