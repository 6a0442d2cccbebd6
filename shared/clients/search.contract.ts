/** Finding a client by anything an agent may have in hand. */
import { z } from 'zod'
import { customFilter } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { clientKind, market } from './card.contract.ts'
import { tagIds } from './client-list.contract.ts'
import { sourceCodes } from './source.contract.ts'

export const matchBy = z.enum([
  'name',
  'person',
  'phone',
  'email',
  'address',
  'claim',
  'tax-number',
  'custom',
])
export type MatchBy = z.infer<typeof matchBy>

export const SEARCH_RESULTS = 20

export const foundClient = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  kind: clientKind,
  provisional: z.boolean(),
  market,
  managerName: z.string().nullable(),
  /** Why it is here: by what, and the text that matched. */
  why: z.strictObject({
    by: matchBy,
    text: z.string(),
    personId: z.uuid().nullable(),
    /** False when the text is only similar to what was typed. */
    exact: z.boolean(),
  }),
})
export type FoundClient = z.infer<typeof foundClient>

export const searchClients = endpoint({
  method: 'GET',
  path: '/api/clients',
  gate: 'client.read',
  /** `tags`: only clients that bear all of them; `sources`: that came from any of them. */
  query: z.strictObject({
    search: z.string().trim().min(2).max(100),
    tags: tagIds.default([]),
    sources: sourceCodes.default([]),
    custom: customFilter,
  }),
  reply: z.strictObject({
    /** Best first. */
    results: z.array(foundClient).max(SEARCH_RESULTS),
    /** More matched than are shown: type more. */
    more: z.boolean(),
  }),
})
