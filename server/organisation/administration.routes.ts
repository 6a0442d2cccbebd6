/** All that an administrator changes of the organisation. */
import type { Route } from '#server/platform/http.ts'
import type { Administration } from './administration.ts'
import { calendarRoutes } from './calendars/calendar.routes.ts'
import { departmentRoutes } from './departments/department.routes.ts'
import { dictionaryRoutes } from './dictionaries/dictionary.routes.ts'
import { customFieldRoutes } from './fields/custom-field.routes.ts'
import { marketRoutes } from './markets/market.routes.ts'
import { retentionRoutes } from './retention/retention.routes.ts'

export const administrationRoutes = (house: Administration): Route[] => [
  ...calendarRoutes(house),
  ...marketRoutes(house),
  ...departmentRoutes(house),
  ...dictionaryRoutes(house),
  ...retentionRoutes(house),
  ...customFieldRoutes(house),
]
