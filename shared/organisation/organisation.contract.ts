/** Departments, markets, calendars and settings, as forms choose from them. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { calendarShape } from './calendar.ts'

const named = { id: z.uuid(), code: z.string(), nameRu: z.string(), nameEn: z.string() }

export const departmentView = z.strictObject({
  ...named,
  parentId: z.uuid().nullable(),
  /** People may be put into it. */
  open: z.boolean(),
})

export const marketView = z.strictObject({
  ...named,
  language: z.enum(['ru', 'en']),
  /** ISO 4217. */
  currency: z.string(),
  /** IANA. */
  zone: z.string(),
  /** ISO 3166 country of a phone written without one. */
  defaultRegion: z.string(),
  calendarId: z.uuid(),
})

export const calendarView = z.strictObject({
  ...named,
  zone: z.string(),
  week: calendarShape.shape.week,
  exceptions: calendarShape.shape.exceptions,
})

export const organisationReply = z.strictObject({
  departments: z.array(departmentView),
  markets: z.array(marketView),
  calendars: z.array(calendarView),
  /** Settings whose key begins with `organisation.`; all others stay on the server. */
  settings: z.record(z.string(), z.unknown()),
})
export type OrganisationReply = z.infer<typeof organisationReply>

export const readOrganisation = endpoint({
  method: 'GET',
  path: '/api/organisation',
  gate: 'signed-in',
  reply: organisationReply,
})
