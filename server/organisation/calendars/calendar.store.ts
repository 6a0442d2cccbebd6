/** The SQL of calendars and of the states they had before. */

import type { z } from 'zod'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { OpenHours } from '#shared/organisation/business-time.ts'
import type { CalendarState, CalendarView, calendarBrief } from '#shared/organisation/calendar.contract.ts'
import type { Named } from '../administration.ts'

export type CalendarRow = Omit<CalendarView, 'queues' | 'markets'>
export type CalendarEdit = Partial<Pick<CalendarState, 'nameRu' | 'nameEn' | 'zone' | 'week' | 'exceptions'>>

const hours = { nameRu: 'name_ru', nameEn: 'name_en', zone: 'zone', week: 'week', exceptions: 'exceptions' }
const kept = [
  'name_ru',
  'name_en',
  'zone',
  'week',
  'exceptions',
  'version',
  'saved_at',
  'saved_by',
  'restores',
]

const state = (alias: string) => ({
  ...Object.fromEntries(Object.entries(hours).map(([field, column]) => [field, `${alias}.${column}`])),
  version: `${alias}.version`,
  savedAt: `${alias}.saved_at`,
  savedBy: 'u.name',
  restores: `${alias}.restores`,
})

export const listAllCalendars = (db: Queryable): Promise<z.infer<typeof calendarBrief>[]> =>
  db('calendars')
    .orderBy('id')
    .select({
      id: 'id',
      code: 'code',
      ...hours,
      queues: db.raw('(select count(*)::int from queues q where q.calendar_id = calendars.id and q.active)'),
      markets: db.raw('(select count(*)::int from markets m where m.calendar_id = calendars.id)'),
    })

export const findCalendar = (db: Queryable, id: string): Promise<CalendarRow | undefined> =>
  db('calendars as c')
    .leftJoin('users as u', 'u.id', 'c.saved_by')
    .where('c.id', id)
    .first({ id: 'c.id', code: 'c.code', ...state('c') }) as Promise<CalendarRow | undefined>

/** Its hours, which stay so until the transaction ends. */
export const holdHours = (trx: Trx, id: string): Promise<OpenHours | undefined> =>
  trx('calendars').where({ id }).forShare().first({ zone: 'zone', week: 'week', exceptions: 'exceptions' })

export const marketsOn = (db: Queryable, calendarId: string): Promise<Named[]> =>
  db('markets')
    .where({ calendar_id: calendarId })
    .orderBy('code')
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en' })

/** Keeps the present state among the versions and writes the next one; false when the version is no longer this. */
export const replaceCalendar = async (
  trx: Trx,
  next: {
    id: string
    version: number
    edit: CalendarEdit
    savedAt: number
    savedBy: string
    restores: number | null
  },
): Promise<boolean> => {
  const { id, version, edit } = next
  const present = await trx('calendars').where({ id, version }).forNoKeyUpdate().first(kept)
  if (!present) return false
  const json = { week: JSON.stringify(present.week), exceptions: JSON.stringify(present.exceptions) }
  await trx('calendar_versions').insert({
    ...present,
    ...json,
    saved_at: present.saved_at === null ? null : new Date(present.saved_at),
    calendar_id: id,
  })
  await trx('calendars')
    .where({ id })
    .update({
      name_ru: edit.nameRu,
      name_en: edit.nameEn,
      zone: edit.zone,
      week: edit.week && JSON.stringify(edit.week),
      exceptions: edit.exceptions && JSON.stringify(edit.exceptions),
      version: version + 1,
      saved_at: new Date(next.savedAt),
      saved_by: next.savedBy,
      restores: next.restores,
    })
  return true
}

/** Those that were replaced, newest first. */
export const pastStates = (db: Queryable, id: string, limit: number): Promise<CalendarState[]> =>
  db('calendar_versions as v')
    .leftJoin('users as u', 'u.id', 'v.saved_by')
    .where('v.calendar_id', id)
    .orderBy('v.version', 'desc')
    .limit(limit)
    .select(state('v')) as unknown as Promise<CalendarState[]>

export const pastState = async (
  db: Queryable,
  id: string,
  version: number,
): Promise<Required<CalendarEdit> | undefined> =>
  db('calendar_versions').where({ calendar_id: id, version }).first(hours)
