/** By when a client is called back: so much of the queue's own open time from now, never a minute of the night. */
import { addBusinessMs, nextOpening } from '#shared/organisation/business-time.ts'
import type { Queryable } from '../platform/database.ts'
import { calendarOf, type QueueRow } from './queue-facts.store.ts'

/** Epoch ms. A calendar that never opens again promises by the clock. */
export const promisedTime = async (
  db: Queryable,
  queue: QueueRow,
  now: number,
  withinMs: number,
): Promise<number> => {
  const calendar = await calendarOf(db, queue.calendar_id)
  return nextOpening(calendar, now) === null ? now + withinMs : addBusinessMs(calendar, now, withinMs)
}
