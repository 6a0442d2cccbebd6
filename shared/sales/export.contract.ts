/** Deals as a file: a permission of its own, and each time audited. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { dealNarrowing } from './deal.contract.ts'

/** CSV in UTF-8, in the reader's language, narrowed as the list is: the deals that the reader may both see and export. */
export const exportDeals = endpoint({
  method: 'GET',
  path: '/api/deal-export',
  gate: 'deal.export',
  query: dealNarrowing,
  reply: z.unknown(),
})
