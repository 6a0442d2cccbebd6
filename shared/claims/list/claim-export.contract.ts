/** Claims as a file: a permission of its own, and each time audited. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { claimFilter } from './claim-filter.contract.ts'

/** CSV in UTF-8, in the reader's language, narrowed as the list is: the claims that the reader may both see and export. */
export const exportClaims = endpoint({
  method: 'GET',
  path: '/api/claim-export',
  gate: 'claim.export',
  query: claimFilter,
  reply: z.unknown(),
})
