/** Products in groups, and why deals are lost: lists that screens choose from. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

/** A row with its name in both languages. */
export const named = z.object({ id: z.uuid(), code: z.string(), nameRu: z.string(), nameEn: z.string() })
export type Named = z.infer<typeof named>

/** What a quantity of a product is counted in. */
export const productUnits = ['t', 'kg', 'pcs', 'm', 'm2', 'm3', 'l', 'set', 'h'] as const

export const product = named.extend({
  groupId: z.uuid(),
  unit: z.string(),
  /** May be chosen; else it is only read by. */
  active: z.boolean(),
  version: z.number().int(),
})
export type Product = z.infer<typeof product>

/** `parentId` null: a heading, not to be chosen itself. */
export const refusalReason = named.extend({ parentId: z.uuid().nullable(), archived: z.boolean() })
export type RefusalReason = z.infer<typeof refusalReason>

/** `active` false: it takes no more products. */
export const productGroup = named.extend({ active: z.boolean() })
export type ProductGroup = z.infer<typeof productGroup>

export const listProducts = endpoint({
  method: 'GET',
  path: '/api/products',
  gate: 'signed-in',
  reply: z.object({ groups: z.array(productGroup), products: z.array(product) }),
})

const fields = {
  nameRu: z.string().trim().min(1).max(200),
  nameEn: z.string().trim().min(1).max(200),
  groupId: z.uuid(),
  unit: z.enum(productUnits),
}

/** `code` is what reports and files know it by. 409 `exists`; 422 `groupId: unknown`. */
export const addProduct = endpoint({
  method: 'POST',
  path: '/api/products',
  gate: 'organisation.manage',
  body: z.strictObject({ code: z.string().trim().min(1).max(60), ...fields }),
  reply: product,
})

const params = z.strictObject({ productId: z.uuid() })
const { nameRu, nameEn, groupId, unit } = fields

/** Only what is given changes. 409 `changed_meanwhile` with `current`; 422 `groupId: unknown`; 404. */
export const editProduct = endpoint({
  method: 'PATCH',
  path: '/api/products/:productId',
  gate: 'organisation.manage',
  params,
  body: z.strictObject({
    version: z.number().int().positive(),
    nameRu: nameRu.optional(),
    nameEn: nameEn.optional(),
    groupId: groupId.optional(),
    unit: unit.optional(),
    active: z.boolean().optional(),
  }),
  reply: product,
})

export const productVersions = versionsOf('/api/products/:productId', 'organisation.manage', params)

export const listRefusalReasons = endpoint({
  method: 'GET',
  path: '/api/refusal-reasons',
  gate: 'signed-in',
  reply: z.object({ reasons: z.array(refusalReason) }),
})
