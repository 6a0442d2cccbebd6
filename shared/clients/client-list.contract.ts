/** Clients by what stands on their cards, page by page in the order of their names. */
import { z } from 'zod'
import { customFilter } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { clientKind, market } from './card.contract.ts'
import { sourceCodes } from './source.contract.ts'
import { tag } from './tag.contract.ts'

/** In a query the name is repeated: one comes as a text. All of them are to be on the card. */
export const tagIds = z
  .union([z.uuid().transform((one) => [one]), z.array(z.uuid())])
  .pipe(z.array(z.uuid()).max(10))

export const CLIENTS_PAGE = 50

export const listedClient = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  kind: clientKind,
  provisional: z.boolean(),
  market,
  managerName: z.string().nullable(),
  tags: z.array(tag),
})
export type ListedClient = z.infer<typeof listedClient>

export const listClients = endpoint({
  method: 'GET',
  path: '/api/client-list',
  gate: 'client.read',
  query: z.strictObject({
    tags: tagIds.default([]),
    sources: sourceCodes.default([]),
    custom: customFilter,
    after: z.uuid().optional(),
  }),
  reply: z.strictObject({
    clients: z.array(listedClient),
    /** How many there are in all, on the first page. */
    total: z.number().int().nullable(),
    /** The `after` of the next page; null at the end. */
    next: z.uuid().nullable(),
  }),
})
