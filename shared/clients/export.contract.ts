/** Clients as a file: a permission of its own, and each time audited. */
import { z } from 'zod'
import { customFilter } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { tagIds } from './client-list.contract.ts'
import { sourceCodes } from './source.contract.ts'

/** CSV in UTF-8, in the reader's language: the cards that the reader may both see and export. */
export const exportClients = endpoint({
  method: 'GET',
  path: '/api/client-export',
  gate: 'client.export',
  /** `tags`: only clients that bear all of them; `sources`: that came from any of them. */
  query: z.strictObject({
    tags: tagIds.default([]),
    sources: sourceCodes.default([]),
    custom: customFilter,
  }),
  reply: z.unknown(),
})
