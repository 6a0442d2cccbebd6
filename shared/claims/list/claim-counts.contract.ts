/** How many claims a filter finds, and how they stand. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { claimFilter } from './claim-filter.contract.ts'

export const claimCounts = z.strictObject({
  total: z.int(),
  /** Of them: without a handler; the reader’s own; past their deadline; due within a day. */
  free: z.int(),
  mine: z.int(),
  overdue: z.int(),
  soon: z.int(),
})
export type ClaimCounts = z.infer<typeof claimCounts>

export const countClaims = endpoint({
  method: 'GET',
  path: '/api/claim-counts',
  gate: 'claim.read',
  query: claimFilter,
  reply: claimCounts,
})
