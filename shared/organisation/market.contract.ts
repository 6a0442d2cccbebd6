/** Administration of markets: the language, money, zone and hours that clients of a region are served by. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'
import { codeField, zoneField } from './calendar.contract.ts'

const id = z.strictObject({ id: z.uuid() })
const nameField = z.string().trim().min(1).max(100)

const editable = {
  nameRu: nameField,
  nameEn: nameField,
  language: z.enum(['ru', 'en']),
  /** ISO 4217. New deals are in it; those there are keep theirs. */
  currency: z.string().refine((text) => /^[A-Z]{3}$/.test(text), 'unknown_currency'),
  /** IANA: in which its days begin and end. */
  zone: zoneField,
  /** ISO 3166 country of a phone written without one. */
  defaultRegion: z.string().refine((text) => /^[A-Z]{2}$/.test(text), 'unknown_region'),
  calendarId: z.uuid(),
}

/** `code` begins the numbers of its claims, and never changes. */
export const marketFull = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  ...editable,
  version: z.number().int(),
})
export type MarketFull = z.infer<typeof marketFull>

export const listMarkets = endpoint({
  method: 'GET',
  path: '/api/markets',
  gate: 'organisation.manage',
  reply: z.strictObject({ markets: z.array(marketFull) }),
})

export const readMarket = endpoint({
  method: 'GET',
  path: '/api/markets/:id',
  gate: 'organisation.manage',
  params: id,
  reply: marketFull,
})

/** 409 `exists` for a taken code; 422 `unknown_reference` for a calendar there is not, `calendarId: never_opens`. */
export const addMarket = endpoint({
  method: 'POST',
  path: '/api/markets',
  gate: 'organisation.manage',
  body: z.strictObject({ code: codeField, ...editable }),
  reply: marketFull,
})

/** Only what is given changes. 409 `changed_meanwhile` with `current`; 422 `unknown_reference`, `calendarId: never_opens`. */
export const editMarket = endpoint({
  method: 'PATCH',
  path: '/api/markets/:id',
  gate: 'organisation.manage',
  params: id,
  body: z.strictObject({
    version: z.number().int().positive(),
    ...z.strictObject(editable).partial().shape,
  }),
  reply: marketFull,
})

export const marketVersions = versionsOf('/api/markets/:id', 'organisation.manage', id)
