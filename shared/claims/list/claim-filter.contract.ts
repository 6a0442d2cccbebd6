/** What the list of claims is narrowed and ordered by: in its address, in a saved view and in what the counts count. */
import { z } from 'zod'
import { customFilter } from '../../organisation/custom-field.contract.ts'
import { claimStates, severities } from '../claim.state.ts'
import { figureFields } from './figure-filter.contract.ts'

const yes = z.enum(['1']).optional()

const fields = {
  mine: yes,
  /** Without a handler. */
  free: yes,
  handler: z.uuid().optional(),
  client: z.uuid().optional(),
  market: z.uuid().optional(),
  severity: z.enum(severities).optional(),
  state: z.enum(claimStates.states).optional(),
  /** `open` unless a state is asked for. */
  status: z.enum(['open', 'closed', 'all']).optional(),
  category: z.uuid().optional(),
  product: z.uuid().optional(),
  tag: z.uuid().optional(),
  /** Running past its deadline. */
  overdue: yes,
  /** Running, and due within a day. */
  soon: yes,
  /** A piece of the number, of the client’s or product’s name, a tag, or words of its texts in any of their forms. */
  search: z.string().trim().min(1).max(100).optional(),
  custom: customFilter,
  ...figureFields,
}

export const claimFilter = z.strictObject(fields)
export type ClaimFilterAsked = z.infer<typeof claimFilter>

export const claimSorts = ['deadline', 'newest', 'oldest'] as const
export type ClaimSort = (typeof claimSorts)[number]

/** Where a page of the list ended: rank, epoch ms of what it is ordered by, id. */
export const deskKey = z.string().regex(/^[01]_\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

export const claimListQuery = z.strictObject({
  ...fields,
  /** The strictest running clock first, unless asked otherwise. */
  sort: z.enum(claimSorts).default('deadline'),
  after: deskKey.optional(),
  /** So many rows further on: a long list is looked into where its bar was dragged to. */
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What a line of the list shows besides number and client. */
export const claimColumns = ['subject', 'severity', 'state', 'deadline', 'handler', 'opened', 'tags'] as const
export type ClaimColumn = (typeof claimColumns)[number]
