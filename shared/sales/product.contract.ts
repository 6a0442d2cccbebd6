/** Products in groups, and why deals are lost: lists that screens choose from. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

/** A row with its name in both languages. */
export const named = z.object({ id: z.uuid(), code: z.string(), nameRu: z.string(), nameEn: z.string() })
export type Named = z.infer<typeof named>

export const product = named.extend({ groupId: z.uuid(), unit: z.string(), active: z.boolean() })
export type Product = z.infer<typeof product>

/** `parentId` null: a heading, not to be chosen itself. */
export const refusalReason = named.extend({ parentId: z.uuid().nullable(), archived: z.boolean() })
export type RefusalReason = z.infer<typeof refusalReason>

export const listProducts = endpoint({
  method: 'GET',
  path: '/api/products',
  gate: 'signed-in',
  reply: z.object({ groups: z.array(named), products: z.array(product) }),
})

export const listRefusalReasons = endpoint({
  method: 'GET',
  path: '/api/refusal-reasons',
  gate: 'signed-in',
  reply: z.object({ reasons: z.array(refusalReason) }),
})
