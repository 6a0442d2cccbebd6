/** Tags of a claim: the same words that cards bear. */
import { z } from 'zod'
import { tag } from '../clients/tag.contract.ts'
import { endpoint } from '../platform/endpoint.ts'

const id = z.strictObject({ id: z.uuid() })

/** Of something that can be searched by: letters or digits. */
export const claimTagName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/[\p{L}\p{N}]/u)

export const readTagsOfClaim = endpoint({
  method: 'GET',
  path: '/api/claims/:id/tags',
  gate: 'claim.read',
  params: id,
  reply: z.strictObject({ tags: z.array(tag) }),
})

/** Put twice, it is there once. */
export const addClaimTag = endpoint({
  method: 'POST',
  path: '/api/claims/:id/tags',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ name: claimTagName }),
  reply: tag,
})

export const removeClaimTag = endpoint({
  method: 'DELETE',
  path: '/api/claims/:id/tags/:tagId',
  gate: 'claim.work',
  params: id.extend({ tagId: z.uuid() }),
  reply: z.undefined(),
})
