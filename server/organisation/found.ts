/** The smallest organisation a hub works with: one calendar, one market, one department; money is reckoned in that market's currency. */
import type { Trx } from '#server/platform/database.ts'
import type { WeekHours } from '#shared/organisation/calendar.ts'
import {
  HOUSE_SETTING,
  insertCalendar,
  insertDepartment,
  insertMarket,
  writeSetting,
} from './organisation.store.ts'

export type Foundation = {
  language: 'ru' | 'en'
  market: { name: string; currency: string; zone: string; defaultRegion: string }
  department: string
}

/** Nine to six, in minutes of the day. */
const day = [{ from: 540, to: 1080 }]
export const usualWeek: WeekHours = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }

/** Names stand in both languages as given, until someone translates them. */
export const found = async (
  trx: Trx,
  foundation: Foundation,
  now: number,
): Promise<{ departmentId: string; marketId: string; calendarId: string }> => {
  const { market, language } = foundation
  const calendarId = await insertCalendar(trx, {
    code: 'main',
    name_ru: 'Основной календарь',
    name_en: 'Main calendar',
    zone: market.zone,
    week: JSON.stringify(usualWeek),
  })
  const marketId = await insertMarket(trx, {
    code: 'main',
    name_ru: market.name,
    name_en: market.name,
    language,
    currency: market.currency,
    zone: market.zone,
    default_region: market.defaultRegion,
    calendar_id: calendarId,
  })
  const departmentId = await insertDepartment(trx, {
    code: 'main',
    name_ru: foundation.department,
    name_en: foundation.department,
  })
  await writeSetting(trx, HOUSE_SETTING, { currency: market.currency, zone: market.zone }, now)
  return { departmentId, marketId, calendarId }
}
