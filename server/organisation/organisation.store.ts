/** The only SQL of departments, markets, calendars and settings. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { OrganisationReply } from '#shared/organisation/organisation.contract.ts'

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }

/** Settings that any signed-in screen may know. */
const OPEN = 'organisation.'
/** `{ currency, zone }`: what the company reckons in, and the zone whose date is its day. */
export const HOUSE_SETTING = `${OPEN}house`

export const readAll = async (db: Queryable): Promise<OrganisationReply> => {
  const [departments, markets, calendars, settings] = await Promise.all([
    db('departments')
      .orderBy('id')
      .select({ ...names, parentId: 'parent_id', open: db.raw('closed_at is null') }),
    db('markets')
      .orderBy('id')
      .select({
        ...names,
        language: 'language',
        currency: 'currency',
        zone: 'zone',
        defaultRegion: 'default_region',
        calendarId: 'calendar_id',
      }),
    db('calendars')
      .orderBy('id')
      .select({ ...names, zone: 'zone', week: 'week', exceptions: 'exceptions' }),
    db('settings').where('key', 'like', `${OPEN}%`).select<{ key: string; value: unknown }[]>('key', 'value'),
  ])
  return {
    departments,
    markets,
    calendars,
    settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  }
}

/** The setting's value, or undefined where it was never set. */
export const readSetting = async (db: Queryable, key: string): Promise<unknown> =>
  (await db('settings').where({ key }).first('value'))?.value

export const writeSetting = async (trx: Trx, key: string, value: unknown, now: number): Promise<void> => {
  await trx('settings')
    .insert({ key, value: JSON.stringify(value), updated_at: new Date(now) })
    .onConflict('key')
    .merge(['value', 'updated_at'])
}

type Row = Record<string, unknown>

const insert = async (trx: Trx, table: string, row: Row): Promise<string> => {
  const [added] = await trx(table).insert(row).returning<{ id: string }[]>('id')
  return added!.id
}

export const insertCalendar = (trx: Trx, row: Row) => insert(trx, 'calendars', row)
export const insertMarket = (trx: Trx, row: Row) => insert(trx, 'markets', row)
export const insertDepartment = (trx: Trx, row: Row) => insert(trx, 'departments', row)
