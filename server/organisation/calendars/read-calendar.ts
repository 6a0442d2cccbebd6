/** A calendar with where it is used, and the states it had. */
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { CalendarState, CalendarView } from '#shared/organisation/calendar.contract.ts'
import type { Administration } from '../administration.ts'
import { findCalendar, marketsOn, pastStates } from './calendar.store.ts'

const SHOWN_VERSIONS = 100

/** Throws 404. */
export const readCalendar = async (
  db: Queryable,
  house: Pick<Administration, 'queuesOn'>,
  id: string,
): Promise<CalendarView> => {
  const row = await findCalendar(db, id)
  if (!row) throw notFound('calendar', id)
  return { ...row, queues: await house.queuesOn(db, id), markets: await marketsOn(db, id) }
}

/** Throws 404. */
export const readVersions = async (db: Queryable, id: string): Promise<{ versions: CalendarState[] }> => {
  const row = await findCalendar(db, id)
  if (!row) throw notFound('calendar', id)
  const { id: _, code, ...present } = row
  return { versions: [present, ...(await pastStates(db, id, SHOWN_VERSIONS - 1))] }
}
