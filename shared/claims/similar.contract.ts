/** Past claims that are like one at hand: how they ended. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { named } from '../sales/product.contract.ts'
import { claimStates } from './claim.state.ts'

/** What two claims have in common, the weightiest first. */
export const likenesses = ['batch', 'cause', 'product', 'category', 'words'] as const
export type Likeness = (typeof likenesses)[number]

export const similarClaim = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  client: z.object({ id: z.uuid(), name: z.string() }),
  category: named,
  product: named.nullable(),
  state: z.enum(claimStates.states),
  openedAt: z.number(),
  /** What we told the client; null: it was rejected or withdrawn before. */
  answer: z.string().nullable(),
  findings: z.string().nullable(),
  /** What it cost us: what was given for it, else what was agreed; null: neither. */
  cost: z.object({ amountMinor: z.int(), currency: z.string() }).nullable(),
  likenesses: z.array(z.enum(likenesses)),
})
export type SimilarClaim = z.infer<typeof similarClaim>

/** Claims that owe no answer any more, the likest first. */
export const readSimilarClaims = endpoint({
  method: 'GET',
  path: '/api/claims/:id/similar',
  gate: 'claim.read',
  params: z.strictObject({ id: z.uuid() }),
  reply: z.strictObject({ similar: z.array(similarClaim).max(5) }),
})
