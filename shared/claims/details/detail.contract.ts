/** What a claim is about and what was decided about it, beside its texts: read with its page, edited piece by piece. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { amountMinor, currencyCode, decimalText } from '../../sales/money.ts'
import { named } from '../../sales/product.contract.ts'
import { severities } from '../claim.state.ts'
import { actionKinds, complexities, remedies } from './detail-codes.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const text = z.string().trim().max(4_000)
const numberText = z.string().trim().min(1).max(60)

/** A product or a batch, or both; a batch is the maker's batch or heat number. */
export const productLine = z.strictObject({
  productId: z.uuid().nullable(),
  quantity: decimalText.nullable(),
  /** `t`, `pcs`, `m`, or a word of one's own. */
  unit: z.string().trim().min(1).max(20).nullable(),
  batch: z.string().trim().min(1).max(60).nullable(),
})
export type ProductLine = z.infer<typeof productLine>

export const productLines = z
  .array(productLine.refine((line) => line.productId !== null || line.batch !== null, 'product_or_batch'))
  .max(50)

/** What judging a claim asks for (ISO 10002, 8.4). */
export const assessment = {
  severity: z.enum(severities),
  safety: z.boolean().nullable(),
  complexity: z.enum(complexities).nullable(),
  impact: text.nullable(),
  immediateAction: text.nullable(),
}

const filling = {
  categoryId: z.uuid(),
  ...assessment,
  remedySought: z.enum(remedies).nullable(),
  remedy: z.enum(remedies).nullable(),
  dealId: z.uuid().nullable(),
  invoiceNumber: numberText.nullable(),
  orderNumber: numberText.nullable(),
  products: productLines,
  /** Besides the one it began with. */
  personIds: z.array(z.uuid()).max(50),
  interactionIds: z.array(z.uuid()).max(200),
  claimedMinor: amountMinor.nullable(),
  agreedMinor: amountMinor.nullable(),
  /** Of both amounts. */
  currency: currencyCode.nullable(),
  causeId: z.uuid().nullable(),
}

export const claimDetails = z.object({ ...filling, version: z.int() })
export type ClaimDetails = z.infer<typeof claimDetails>

/** What the ids among the details stand for. */
export const detailNames = z.object({
  deal: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  products: z.array(named),
  persons: z.array(person),
  interactions: z.array(z.object({ id: z.uuid(), at: z.number(), channel: z.string() })),
  cause: named.nullable(),
})
export type DetailNames = z.infer<typeof detailNames>

/** The task says whose it is, by when, and whether it was done. Times are epoch ms. */
export const claimAction = z.object({
  id: z.uuid(),
  kind: z.enum(actionKinds),
  taskId: z.uuid(),
  title: z.string(),
  owner: person.nullable(),
  dueAt: z.number(),
  doneAt: z.number().nullable(),
  cancelled: z.boolean(),
})
export type ClaimAction = z.infer<typeof claimAction>

const id = z.strictObject({ id: z.uuid() })

export const editDetailsInput = z.strictObject({ ...z.object(filling).partial().shape, version: z.int() })
export type EditDetailsInput = z.infer<typeof editDetailsInput>

/**
 * Only what is given changes. 409 `changed_meanwhile` with `current`; 409 `closed`; 422 `decided` at what stands in an answer
 * that was approved or told, `not_of_client`, `unknown`, `currency: required` for an amount. Another category or severity
 * has its own deadlines.
 */
export const editDetails = endpoint({
  method: 'PATCH',
  path: '/api/claims/:id/details',
  gate: 'claim.work',
  params: id,
  body: editDetailsInput,
  reply: claimDetails,
})

/** Makes a task of kind corrective for its owner; 422 `ownerId: unknown`, `dueAt: in_past`. */
export const addAction = endpoint({
  method: 'POST',
  path: '/api/claims/:id/actions',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({
    kind: z.enum(actionKinds),
    title: z.string().trim().min(1).max(300),
    ownerId: z.uuid(),
    dueAt: z.int(),
  }),
  reply: z.object({ actions: z.array(claimAction) }),
})

/** What the form of the details, and a new action, choose from: all of the claim's own client. */
export const readDetailChoices = endpoint({
  method: 'GET',
  path: '/api/claims/:id/detail-choices',
  gate: 'claim.work',
  params: id,
  reply: z.object({
    causes: z.array(named),
    persons: z.array(person),
    /** The newest first, as the interactions. */
    deals: z.array(z.object({ id: z.uuid(), number: z.int(), product: named.nullable() })),
    interactions: detailNames.shape.interactions,
    /** Who may be given a task. */
    owners: z.array(person),
  }),
})
