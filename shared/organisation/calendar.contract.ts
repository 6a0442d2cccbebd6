/** Administration of calendars: their hours, their versions, the holidays they take over, where they are used. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { calendarShape } from './calendar.ts'
import { isZone } from './zone-days.ts'

const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()
const nameField = z.string().trim().min(1).max(100)
export const codeField = z.string().refine((text) => /^[a-z][a-z0-9-]{0,48}$/.test(text), 'invalid_code')
export const zoneField = z.string().max(60).refine(isZone, 'unknown_zone')

const editable = {
  nameRu: nameField,
  nameEn: nameField,
  zone: zoneField,
  week: calendarShape.shape.week,
  exceptions: calendarShape.shape.exceptions,
}

const state = z.strictObject({
  ...editable,
  version,
  /** Epoch ms; null: it began so. */
  savedAt: z.number().nullable(),
  /** A name; null: the hub itself, or it began so. */
  savedBy: z.string().nullable(),
  /** The version that this one brought back. */
  restores: z.number().int().nullable(),
})
export type CalendarState = z.infer<typeof state>

const user = z.strictObject({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() })

export const calendarView = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  ...state.shape,
  /** Active queues that are open by it. */
  queues: z.array(user),
  /** Markets that go by it: the deadlines of their claims, by every policy, count its open time. */
  markets: z.array(user),
})
export type CalendarView = z.infer<typeof calendarView>

export const calendarBrief = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  zone: z.string(),
  week: editable.week,
  exceptions: editable.exceptions,
  queues: z.number().int(),
  markets: z.number().int(),
})

export const listCalendars = endpoint({
  method: 'GET',
  path: '/api/calendars',
  gate: 'organisation.manage',
  reply: z.strictObject({ calendars: z.array(calendarBrief) }),
})

export const readCalendar = endpoint({
  method: 'GET',
  path: '/api/calendars/:id',
  gate: 'organisation.manage',
  params: id,
  reply: calendarView,
})

/** Without `copyOf` it begins with nine to six on weekdays. 409 `exists` for a taken code; 404 for no such original. */
export const addCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars',
  gate: 'organisation.manage',
  body: z.strictObject({
    code: codeField,
    nameRu: nameField,
    nameEn: nameField,
    zone: zoneField,
    copyOf: z.uuid().nullable(),
  }),
  reply: calendarView,
})

/** Only what is given changes. 409 `changed_meanwhile` with `current`; 409 `never_opens` where a queue or market uses it. */
export const editCalendar = endpoint({
  method: 'PATCH',
  path: '/api/calendars/:id',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({ version, ...z.strictObject(editable).partial().shape }),
  reply: calendarView,
})

/** Newest first, the present one too; the last hundred. */
export const listCalendarVersions = endpoint({
  method: 'GET',
  path: '/api/calendars/:id/versions',
  gate: 'organisation.manage',
  params: id,
  reply: z.strictObject({ versions: z.array(state) }),
})

/** A new version with the hours, zone and names of an old one. 409 as for an edit; 404 for a version there was not. */
export const restoreCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars/:id/restore',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({ version, restores: version }),
  reply: calendarView,
})

const country = z.string().regex(/^[A-Z]{2}$/)

/**
 * `source`: the production calendar knows moved and shortened days, the library only holidays. No days: none are known
 * of this country and year. 422 `country: unknown_region`.
 */
export const readHolidays = endpoint({
  method: 'GET',
  path: '/api/holidays',
  gate: 'organisation.manage',
  query: z.strictObject({ country, year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.strictObject({
    source: z.enum(['production-calendar', 'library']),
    days: z.array(
      z.strictObject({
        date: z.iso.date(),
        kind: z.enum(['holiday', 'day-off', 'short', 'working-short']),
        name: z.string(),
      }),
    ),
  }),
})

/** Countries whose holidays are known: ISO 3166. */
export const listHolidayCountries = endpoint({
  method: 'GET',
  path: '/api/holiday-countries',
  gate: 'organisation.manage',
  reply: z.strictObject({ countries: z.array(country) }),
})
