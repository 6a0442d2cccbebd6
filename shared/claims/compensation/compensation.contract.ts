/** Compensations of claims, and the limits of roles, over HTTP. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { amountMinor, currencyCode } from '../../sales/money.ts'
import { type CompensationMove, compensationKinds, compensationStates } from './compensation.state.ts'

export const compensationMoves = [
  'approve',
  'refuse',
  'withdraw',
  'void',
] as const satisfies CompensationMove[]

const person = z.object({ id: z.uuid(), name: z.string() })
const id = z.strictObject({ id: z.uuid() })
const version = z.int()
const reason = z.string().trim().min(1).max(2_000)
const positive = amountMinor.min(1)

export const compensation = z.object({
  id: z.uuid(),
  kind: z.enum(compensationKinds),
  amountMinor: z.int(),
  currency: z.string(),
  reason: z.string(),
  state: z.enum(compensationStates.states),
  proposedBy: person,
  /** Epoch ms, as all times. */
  proposedAt: z.number(),
  decidedBy: person.nullable(),
  decidedAt: z.number().nullable(),
  /** Nobody else had to approve. */
  ownLimit: z.boolean(),
  refusal: z.string().nullable(),
  houseMinor: z.int().nullable(),
  houseCurrency: z.string().nullable(),
  voidedBy: person.nullable(),
  voidedAt: z.number().nullable(),
  voidReason: z.string().nullable(),
  version,
  /** What this reader may do now, and what keeps them from the rest. */
  moves: z.array(
    z.object({
      move: z.enum(compensationMoves),
      hindrance: z.enum(['own_proposal', 'not_own_proposal', 'over_limit', 'no_rate']).nullable(),
    }),
  ),
})
export type Compensation = z.infer<typeof compensation>

export const compensationPage = z.object({
  compensations: z.array(compensation),
  /** Approved and not taken back, a sum for each currency. */
  totals: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
  mayPropose: z.boolean(),
  houseCurrency: z.string(),
  /** Of this reader, in the house currency; null: none, so everything goes to a second person. */
  limitMinor: z.int().nullable(),
  /** What is approved on the claim, at the rates of today; null when one is missing. */
  spentMinor: z.int().nullable(),
  /** The market's first. */
  currencies: z.array(z.string()),
})
export type CompensationPage = z.infer<typeof compensationPage>

export const readCompensations = endpoint({
  method: 'GET',
  path: '/api/claims/:id/compensations',
  gate: 'claim.read',
  params: id,
  reply: compensationPage,
})

export const proposeInput = z.strictObject({
  /** Of the screen's making; asked again with the same one, nothing is proposed twice. */
  requestId: z.uuid().optional(),
  kind: z.enum(compensationKinds),
  amountMinor: positive,
  currency: currencyCode,
  reason,
})
export type ProposeInput = z.infer<typeof proposeInput>

/** Within one's own limit it is approved at once. 409 `no_rate`, `erased`, `closed`. */
export const proposeCompensation = endpoint({
  method: 'POST',
  path: '/api/claims/:id/compensations',
  gate: 'compensation.propose',
  params: id,
  body: proposeInput,
  reply: compensationPage,
})

export const moveCompensationInput = z.discriminatedUnion('move', [
  z.strictObject({ move: z.enum(['approve', 'withdraw']), version }),
  z.strictObject({ move: z.enum(['refuse', 'void']), version, reason }),
])
export type MoveCompensationInput = z.infer<typeof moveCompensationInput>

/**
 * The gate is the least that any move needs; compensation.policy says which right each needs besides.
 * 409 `stale`, `move_not_allowed`, `own_proposal`, `not_own_proposal`, `over_limit`, `no_rate`, `erased`.
 */
export const moveCompensation = endpoint({
  method: 'POST',
  path: '/api/compensations/:id/moves',
  gate: 'claim.read',
  params: id,
  body: moveCompensationInput,
  reply: compensationPage,
})

export const roleLimit = z.object({
  role: z.object({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() }),
  /** Null: whoever has only this role approves nothing alone. */
  limitMinor: z.int().nullable(),
  /** The limit was set in a currency that is the house's no more, and does not count. */
  outdated: z.boolean(),
})
const limitsView = z.object({ houseCurrency: z.string(), limits: z.array(roleLimit) })
export type LimitsView = z.infer<typeof limitsView>

export const readLimits = endpoint({
  method: 'GET',
  path: '/api/compensation-limits',
  gate: 'compensation.limit',
  reply: limitsView,
})

export const setLimit = endpoint({
  method: 'PUT',
  path: '/api/compensation-limits/:id',
  gate: 'compensation.limit',
  params: id,
  body: z.strictObject({ limitMinor: positive.nullable() }),
  reply: limitsView,
})
