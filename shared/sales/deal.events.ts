/** The log's words for deals. Every fact a figure needs stands in the event, as it was at that moment (invariant 8). */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { stages } from './deal.state.ts'

/** Money of a deal at the rate of the event's day; `rate` and `houseMinor` null when that day has no rate. */
const money = {
  amountMinor: z.int(),
  currency: z.string(),
  /** House currency units for one unit, exact decimal text. */
  rate: z.string().nullable(),
  /** The day the rate was named for; absent in what was told before it was kept. */
  rateOn: z.string().nullable().optional(),
  houseMinor: z.int().nullable(),
  houseCurrency: z.string(),
}

export const dealFacts = z.object({
  number: z.int(),
  clientId: z.uuid(),
  interactionId: z.uuid().nullable(),
  managerId: z.uuid(),
  departmentId: z.uuid().nullable(),
  marketId: z.uuid(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  productId: z.uuid().nullable(),
  productGroupId: z.uuid().nullable(),
  quantity: z.string().nullable(),
  ...money,
})
export type DealFacts = z.infer<typeof dealFacts>

export const dealOpened = defineEvent('deal.opened', 'deal', dealFacts)

export const dealEdited = defineEvent(
  'deal.edited',
  'deal',
  dealFacts.extend({ changed: z.array(z.string()) }),
)

export const dealMoved = defineEvent(
  'deal.moved',
  'deal',
  dealFacts.extend({
    move: z.string(),
    from: z.enum(stages),
    to: z.enum(stages),
    refusalReasonId: z.uuid().nullable(),
    refusalCode: z.string().nullable(),
    openedAt: z.number(),
    /** How long the stage that ends here lasted. */
    stageMs: z.number(),
    /** A closed deal that is opened again takes back what was counted: as what, whose, at the rate it was counted. */
    takesBack: z
      .object({
        as: z.enum(['won', 'lost']),
        managerId: z.uuid(),
        departmentId: z.uuid().nullable(),
        houseMinor: z.int().nullable(),
        rate: z.string().nullable(),
        refusalReasonId: z.uuid().nullable(),
      })
      .nullable(),
  }),
)
