/** Administration of calendars. */
import { handle, type Route } from '#server/platform/http.ts'
import * as contract from '#shared/organisation/calendar.contract.ts'
import type { Administration } from '../administration.ts'
import { addCalendar } from './add-calendar.ts'
import { listAllCalendars } from './calendar.store.ts'
import { editCalendar, restoreCalendar } from './edit-calendar.ts'
import { readCalendar, readVersions } from './read-calendar.ts'
import { holidayCountries, readHolidays } from './read-holidays.ts'

export const calendarRoutes = (house: Administration): Route[] => [
  handle(contract.listCalendars, async () => ({ calendars: await listAllCalendars(house.db) })),
  handle(contract.readCalendar, ({ params }) => readCalendar(house.db, house, params.id)),
  handle(contract.addCalendar, ({ actor, body }) => addCalendar(house, actor, body)),
  handle(contract.editCalendar, ({ actor, params, body }) => editCalendar(house, actor, params.id, body)),
  handle(contract.listCalendarVersions, ({ params }) => readVersions(house.db, params.id)),
  handle(contract.restoreCalendar, ({ actor, params, body }) =>
    restoreCalendar(house, actor, params.id, body),
  ),
  handle(contract.listHolidayCountries, async () => ({ countries: await holidayCountries() })),
  handle(contract.readHolidays, ({ query }) => readHolidays(query.country, query.year)),
]
