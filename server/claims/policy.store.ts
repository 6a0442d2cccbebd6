/** SQL of what claims are judged by: categories, the market's calendar. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { type MarketCalendar, marketCalendar } from '#shared/claims/deadline-policy.ts'
import type { Named } from '#shared/sales/product.contract.ts'

/** As the administration of lists edits it. */
export const categoryDictionary: Dictionary = {
  code: 'claim-categories',
  table: 'claim_categories',
  shape: 'flat',
  active: { column: 'active', on: true },
}

export const causeDictionary: Dictionary = {
  code: 'claim-causes',
  table: 'claim_causes',
  shape: 'flat',
  active: { column: 'active', on: true },
}

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }

export const isActiveCategory = async (q: Queryable, id: string): Promise<boolean> =>
  Boolean(await q('claim_categories').where({ id, active: true }).first('id'))

export const listCategories = (q: Queryable): Promise<Named[]> =>
  q('claim_categories').where({ active: true }).orderBy(['position', 'code']).select(names)

export const listMarkets = (q: Queryable): Promise<Named[]> => q('markets').orderBy('code').select(names)

/** By its code: there is one of it afterwards, with these names. Answers its id. */
export const putClaimCategory = async (
  trx: Trx,
  category: { code: string; nameRu: string; nameEn: string; position?: number; active?: boolean },
): Promise<string> => {
  const [put] = await trx('claim_categories')
    .insert({
      code: category.code,
      name_ru: category.nameRu,
      name_en: category.nameEn,
      position: category.position ?? 0,
      active: category.active ?? true,
    })
    .onConflict('code')
    .merge()
    .returning('id')
  return (put as { id: string }).id
}

/**
 * A market's calendar as it was in a version. The present one where it goes by another now, or the version is not kept:
 * of clocks that began before calendars had versions nothing else is known.
 */
export const readPastCalendar = async (
  q: Queryable,
  marketId: string,
  past: { code: string; version: number | null },
): Promise<MarketCalendar> => {
  const present = await readMarketCalendar(q, marketId)
  if (past.version === null || (past.code === present.code && past.version === present.version))
    return present
  const calendar = await q('calendars')
    .where({ code: past.code })
    .first('id', 'version', 'zone', 'week', 'exceptions')
  if (!calendar) return present
  const kept =
    calendar.version === past.version
      ? calendar
      : await q('calendar_versions')
          .where({ calendar_id: calendar.id, version: past.version })
          .first('zone', 'week', 'exceptions')
  if (!kept) return present
  const { zone, week, exceptions } = kept
  const { marketZone } = present
  return marketCalendar.parse({ id: calendar.id, ...past, marketZone, zone, week, exceptions })
}

/** Throws when the stored hours are not of the calendar's shape. */
export const readMarketCalendar = async (q: Queryable, marketId: string): Promise<MarketCalendar> => {
  const row = await q('markets as m')
    .join('calendars as c', 'c.id', 'm.calendar_id')
    .where('m.id', marketId)
    .first({
      id: 'c.id',
      code: 'c.code',
      version: 'c.version',
      marketZone: 'm.zone',
      zone: 'c.zone',
      week: 'c.week',
      exceptions: 'c.exceptions',
    })
  return marketCalendar.parse(row)
}

export const zoneOfMarket = async (q: Queryable, marketId: string | null): Promise<string | null> =>
  marketId ? ((await q('markets').where({ id: marketId }).first('zone'))?.zone ?? null) : null
