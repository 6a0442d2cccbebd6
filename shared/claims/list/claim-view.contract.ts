/** Saved views of the list of claims: filter, order and columns under a name; one's own, or shared by a lead. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { claimColumns, claimFilter, claimSorts } from './claim-filter.contract.ts'

const id = z.strictObject({ id: z.uuid() })

const shown = {
  name: z.string().trim().min(1).max(60),
  shared: z.boolean(),
  filter: claimFilter,
  sort: z.enum(claimSorts),
  columns: z.array(z.enum(claimColumns)).min(1).max(claimColumns.length),
}

export const claimView = z.strictObject({
  id: z.uuid(),
  ...shown,
  /** The reader may change it. */
  mine: z.boolean(),
  owner: z.string(),
  /** How many claims the reader finds by it now; null: it asks what can be asked no more. */
  count: z.int().nullable(),
  version: z.int(),
})
export type ClaimView = z.infer<typeof claimView>

export const listClaimViews = endpoint({
  method: 'GET',
  path: '/api/claim-views',
  gate: 'claim.read',
  reply: z.strictObject({
    views: z.array(claimView),
    /** The reader may share. */
    mayShare: z.boolean(),
  }),
})

/** 409 `exists` for a second one of that name; 403 for sharing without leading claims; 409 `too_many_views`. */
export const addClaimView = endpoint({
  method: 'POST',
  path: '/api/claim-views',
  gate: 'claim.read',
  body: z.strictObject(shown),
  reply: claimView,
})

export const editClaimView = endpoint({
  method: 'PUT',
  path: '/api/claim-views/:id',
  gate: 'claim.read',
  params: id,
  body: z.strictObject({ ...shown, version: z.int() }),
  reply: claimView,
})

export const removeClaimView = endpoint({
  method: 'DELETE',
  path: '/api/claim-views/:id',
  gate: 'claim.read',
  params: id,
  reply: z.undefined(),
})
