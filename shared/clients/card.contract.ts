/** The card of a client: read, made, edited. */
import { isSupportedCountry } from 'libphonenumber-js'
import { z } from 'zod'
import { customGiven, customValues } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { address, typedEmail, typedPhone } from './address.contract.ts'
import { consent } from './consent.contract.ts'
import { person, personInput } from './person.contract.ts'
import { tag } from './tag.contract.ts'
import { timelineItem } from './timeline.contract.ts'

export const clientKind = z.enum(['company', 'person'])
export const language = z.enum(['ru', 'en'])
export const named = z.strictObject({ id: z.uuid(), name: z.string() })
export const market = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  name: z.strictObject({ ru: z.string(), en: z.string() }),
})
export type Market = z.infer<typeof market>

const text = (max: number) => z.string().trim().max(max)
/** An emptied field means "not known". */
const orNull = (max: number) => text(max).transform((value) => value || null)

/** What a person may change on a card. */
const fields = {
  kind: clientKind,
  name: text(300).min(1),
  marketId: z.uuid(),
  /** ISO 3166 alpha-2. */
  country: z
    .string()
    .refine((code): boolean => isSupportedCountry(code), 'unknown_country')
    .nullable(),
  region: orNull(120).nullable(),
  industry: orNull(120).nullable(),
  source: orNull(120).nullable(),
  /** In any spelling; judged by the country: refused with `invalid_tax_number`. */
  taxNumber: orNull(30).nullable(),
  language,
  managerId: z.uuid().nullable(),
}

export const clientCard = z.strictObject({
  id: z.uuid(),
  kind: clientKind,
  name: z.string(),
  /** Made from an unknown number; becomes a usual card when somebody names it. */
  provisional: z.boolean(),
  market,
  country: z.string().nullable(),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  taxNumber: z.string().nullable(),
  language,
  manager: named.nullable(),
  /** Of the fields that an administrator added. */
  custom: customValues,
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
  version: z.number().int(),
  /** The card that stands for this one since they were merged; null: it stands by itself. */
  mergedInto: z.uuid().nullable(),
  /** Since when nobody is known by it; null: it is a usual card. */
  erasedAt: z.number().int().nullable(),
  persons: z.array(person),
  /** Of the client itself and of its persons (`personId`). */
  addresses: z.array(address),
  tags: z.array(tag),
  /** What holds now: the last word of each purpose and giver. */
  consents: z.array(consent),
  counts: z.strictObject({
    openClaims: z.number().int(),
    openDeals: z.number().int(),
    openTasks: z.number().int(),
    interactions: z.number().int(),
  }),
  /** May the reader edit this card? */
  editable: z.boolean(),
})
export type ClientCard = z.infer<typeof clientCard>

const one = z.strictObject({ clientId: z.uuid() })

export const readCard = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId',
  gate: 'client.read',
  params: one,
  reply: clientCard,
})

export const newClient = z.strictObject({
  kind: fields.kind,
  name: fields.name,
  marketId: fields.marketId,
  country: fields.country.default(null),
  region: fields.region.default(null),
  industry: fields.industry.default(null),
  source: fields.source.default(null),
  taxNumber: fields.taxNumber.default(null),
  language: fields.language.default('ru'),
  /** Left out: nobody, or the maker where they may edit only their own. */
  managerId: fields.managerId.default(null),
  custom: customGiven.default({}),
  phones: z.array(typedPhone).max(20).default([]),
  emails: z.array(typedEmail).max(20).default([]),
  persons: z.array(personInput).max(50).default([]),
})
export type NewClientInput = z.infer<typeof newClient>

export const createClient = endpoint({
  method: 'POST',
  path: '/api/clients',
  gate: 'client.edit',
  body: newClient,
  reply: clientCard,
})

export const clientChange = z.strictObject({
  kind: fields.kind.optional(),
  name: fields.name.optional(),
  marketId: fields.marketId.optional(),
  country: fields.country.optional(),
  region: fields.region.optional(),
  industry: fields.industry.optional(),
  source: fields.source.optional(),
  taxNumber: fields.taxNumber.optional(),
  language: fields.language.optional(),
  managerId: fields.managerId.optional(),
  custom: customGiven.optional(),
})
export type ClientChange = z.infer<typeof clientChange>

/** A stale `version` is refused with 409 `stale` and `staleFacts`; nothing of either edit is lost. */
export const editClient = endpoint({
  method: 'PATCH',
  path: '/api/clients/:clientId',
  gate: 'client.edit',
  params: one,
  body: clientChange.extend({ version: z.number().int().min(1) }),
  reply: clientCard,
})

/** The facts of a 409 `stale`: send the edit again with `version` once the person has seen `changes`. */
export const staleFacts = z.strictObject({
  version: z.number().int(),
  changes: z.array(
    z.strictObject({
      field: z.string(),
      /** The value that is there now. */
      current: z.json(),
      byName: z.string().nullable(),
      at: z.number().int(),
    }),
  ),
})
export type StaleFacts = z.infer<typeof staleFacts>

/** What stands beside a ringing offer. */
export const cardSummary = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  kind: clientKind,
  provisional: z.boolean(),
  language,
  market,
  manager: named.nullable(),
  /** Newest first, at most 5. */
  lastContacts: z.array(timelineItem),
  openClaims: z.number().int(),
  openDeals: z.number().int(),
  openTasks: z.number().int(),
})
export type CardSummary = z.infer<typeof cardSummary>
