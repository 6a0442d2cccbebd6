/** Deals over HTTP. */
import { z } from 'zod'
import { customFilter, customGiven, customValues } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { pageKey } from '../platform/page-key.ts'
import { type DealMove, stages } from './deal.state.ts'
import { amountMinor, currencyCode, decimalText } from './money.ts'
import { named } from './product.contract.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const text = z.string().trim().max(4_000)
const day = z.iso.date()

export const deal = z.object({
  id: z.uuid(),
  number: z.int(),
  client: person,
  person: person.nullable(),
  interactionId: z.uuid().nullable(),
  manager: person,
  marketId: z.uuid(),
  state: z.enum(stages),
  product: named.nullable(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  amountMinor: z.int(),
  currency: z.string(),
  refusalReason: named.nullable(),
  comment: z.string().nullable(),
  expectedOn: z.string().nullable(),
  /** Of the fields that an administrator added. */
  custom: customValues,
  openedAt: z.number(),
  stageAt: z.number(),
  closedAt: z.number().nullable(),
  /** Of a won deal, at the rate of its closing; null otherwise. */
  houseMinor: z.int().nullable(),
  /** The day whose rate that is, `YYYY-MM-DD`: the day of closing, or the last one before it that had a rate. */
  rateOn: z.string().nullable(),
  houseCurrency: z.string(),
  version: z.int(),
})
export type Deal = z.infer<typeof deal>

const dealMoves = [
  'restart',
  'qualify',
  'quote',
  'negotiate',
  'win',
  'lose',
  'reopen',
] as const satisfies DealMove[]

const historyLine = z.object({
  at: z.number(),
  kind: z.enum(['opened', 'edited', 'moved']),
  actor: person.nullable(),
  move: z.enum(dealMoves).nullable(),
  from: z.enum(stages).nullable(),
  to: z.enum(stages).nullable(),
  changed: z.array(z.string()),
})

/** What may be filled in when a deal is opened and changed while it is open. */
const filling = {
  personId: z.uuid().nullable().optional(),
  /** Another's deal needs a right wider than one's own deals. */
  managerId: z.uuid().optional(),
  productId: z.uuid().nullable().optional(),
  quantity: decimalText.nullable().optional(),
  amountMinor: amountMinor.optional(),
  comment: text.nullable().optional(),
  expectedOn: day.nullable().optional(),
  custom: customGiven.optional(),
}

export const openDealInput = z.strictObject({
  ...filling,
  /** Of the screen's making; asked again with the same one, the same deal is answered. */
  requestId: z.uuid().optional(),
  clientId: z.uuid(),
  interactionId: z.uuid().nullable().optional(),
  /** The market's currency unless given. */
  currency: currencyCode.optional(),
})
export type OpenDealInput = z.infer<typeof openDealInput>

export const editDealInput = z.strictObject({
  ...filling,
  currency: currencyCode.optional(),
  version: z.int(),
})
export type EditDealInput = z.infer<typeof editDealInput>

const plainMove = z.strictObject({
  move: z.enum(['restart', 'qualify', 'quote', 'negotiate', 'win', 'reopen']),
  version: z.int(),
})
const loseMove = z.strictObject({
  move: z.literal('lose'),
  version: z.int(),
  refusalReasonId: z.uuid().optional(),
  comment: text.optional(),
})
export const moveDealInput = z.discriminatedUnion('move', [plainMove, loseMove])
export type MoveDealInput = z.infer<typeof moveDealInput>

/** What a list of deals, or a file of them, is narrowed by. */
export const dealNarrowing = z.strictObject({
  client: z.uuid().optional(),
  manager: z.uuid().optional(),
  mine: z.enum(['1']).optional(),
  state: z.enum(stages).optional(),
  open: z.enum(['1']).optional(),
  /** A piece of the client's name, of the product's or of a searchable text, or the beginning of the number. */
  search: z.string().trim().min(1).max(100).optional(),
  custom: customFilter,
})

export const listDeals = endpoint({
  method: 'GET',
  path: '/api/deals',
  gate: 'deal.read',
  query: dealNarrowing.extend({
    after: pageKey.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ deals: z.array(deal), next: z.string().nullable() }),
})

export const readDeal = endpoint({
  method: 'GET',
  path: '/api/deals/:id',
  gate: 'deal.read',
  params: z.strictObject({ id: z.uuid() }),
  reply: z.object({
    deal,
    history: z.array(historyLine),
    /** Moves this reader may make now, with what is still missing for each. */
    moves: z.array(
      z.object({
        move: z.enum(dealMoves),
        missing: z.array(z.enum(['product', 'amount', 'refusalReason', 'fields'])),
      }),
    ),
    editable: z.boolean(),
  }),
})
export type DealPage = z.infer<typeof readDeal.reply>

export const openDeal = endpoint({
  method: 'POST',
  path: '/api/deals',
  gate: 'deal.work',
  body: openDealInput,
  reply: deal,
})

export const editDeal = endpoint({
  method: 'PATCH',
  path: '/api/deals/:id',
  gate: 'deal.work',
  params: z.strictObject({ id: z.uuid() }),
  body: editDealInput,
  reply: deal,
})

export const moveDeal = endpoint({
  method: 'POST',
  path: '/api/deals/:id/moves',
  gate: 'deal.work',
  params: z.strictObject({ id: z.uuid() }),
  body: moveDealInput,
  reply: deal,
})
