/** The public form by which anybody opens a claim. What it answers never tells who is a client and who is not. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'

const named = z.object({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() })
const line = z.string().trim().max(200)

export const readClaimForm = endpoint({
  method: 'GET',
  path: '/api/claim-form',
  gate: 'public',
  reply: z.object({
    markets: z.array(named.extend({ language: z.enum(['ru', 'en']) })),
    categories: z.array(named),
  }),
})

export const claimFormInput = z.strictObject({
  /** Of the page's making: sent again it is the same claim. */
  requestId: z.uuid(),
  language: z.enum(['ru', 'en']),
  marketId: z.uuid(),
  categoryId: z.uuid(),
  name: line.min(1),
  /** One of the two at least. */
  phone: line.optional(),
  email: line.optional(),
  product: line.optional(),
  batch: line.optional(),
  order: line.optional(),
  description: z.string().trim().min(1).max(4_000),
})
export type ClaimFormInput = z.infer<typeof claimFormInput>

/** 429 `too_many` from one address or in all; 422 by field: `phone`, `email`, `marketId`, `categoryId`. */
export const sendClaimForm = endpoint({
  method: 'POST',
  path: '/api/claim-form',
  gate: 'public',
  body: claimFormInput,
  reply: z.object({
    number: z.string(),
    /** Epoch ms, by the clock of `zone`. */
    promisedAt: z.number(),
    zone: z.string(),
    /** Path of the page by which it is followed. */
    follow: z.string(),
  }),
})
