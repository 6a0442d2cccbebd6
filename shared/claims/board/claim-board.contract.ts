/** The leads' board of claims: how the open ones stand now, and what came, went and was learned in a period. */
import { z } from 'zod'
import { zoneField } from '../../organisation/calendar.contract.ts'
import { endpoint } from '../../platform/endpoint.ts'
import { closingGrounds } from '../claim.state.ts'
import { grains } from './claim-period.ts'

/** What both halves are narrowed by. */
const narrowing = {
  market: z.uuid().optional(),
  category: z.uuid().optional(),
  handler: z.uuid().optional(),
  /** The product that a claim is counted by. */
  main: z.uuid().optional(),
}
export const boardAsked = z.strictObject({
  ...narrowing,
  /** Days of the period, both included; eight weeks up to today unless given. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Whose days they are; the reader's market's unless given. */
  zone: zoneField.optional(),
  grain: z.enum(grains).default('week'),
})
export type BoardAsked = z.infer<typeof boardAsked>

/** Open claims are parted by each of these; by clocks a claim stands in the part of every clock that runs on it. */
export const boardParts = ['stage', 'age', 'clock', 'handler', 'product', 'cause'] as const
export type BoardPart = (typeof boardParts)[number]

/** Claims that are open; of them past their deadline now; of them at risk. */
const standing = z.object({ open: z.int(), overdue: z.int(), risk: z.int() })
export type Standing = z.infer<typeof standing>

/** What an id is called; null: a code, which has words. */
const name = z.object({ nameRu: z.string(), nameEn: z.string() })
export type NamedRow = z.infer<typeof name>
/** A code or an id; `none`: not given. */
const key = z.string()
const part = standing.extend({ key, name: name.nullable() })
export type BoardPartRow = z.infer<typeof part>

/** Claims, each once: one that was closed twice within the stretch is one. */
const flows = z.object({ opened: z.int(), reopened: z.int(), closed: z.int() })
export type Flows = z.infer<typeof flows>
const days = z.object({ from: z.iso.date(), to: z.iso.date() })

export const claimBoard = z.object({
  /** Everything before this moment is counted. Epoch ms. */
  asOf: z.number(),
  zone: z.string(),
  ...days.shape,
  grain: z.enum(grains),
  now: z.object({
    total: standing,
    parts: z.object(
      Object.fromEntries(boardParts.map((one) => [one, z.array(part)])) as Record<
        BoardPart,
        z.ZodArray<typeof part>
      >,
    ),
    /** Claims with an action past its time. */
    lateActions: z.int(),
  }),
  period: z.object({
    total: flows,
    stretches: z.array(flows.extend(days.shape)),
    /** Of the closed. */
    grounds: z.array(z.object({ ground: z.enum(closingGrounds), closed: z.int() })),
    /** Of the closed: opened again since. */
    cameBack: z.int(),
    /** Of the closed: rated by their clients; with 4 or 5; the sum of what they gave. */
    ratings: z.object({ given: z.int(), content: z.int(), sum: z.int() }),
    /** What clients were given, less what was taken back, in the currency of the house at the rate of its day. */
    cost: z.object({
      claims: z.int(),
      money: z.array(z.object({ amountMinor: z.int(), currency: z.string() })),
    }),
    /** Of the opened: the most frequent first, what is not given last. */
    causes: z.array(z.object({ key, name: name.nullable(), opened: z.int() })),
  }),
})
export type ClaimBoard = z.infer<typeof claimBoard>

export const readClaimBoard = endpoint({
  method: 'GET',
  path: '/api/claim-board',
  gate: 'claim.board',
  query: boardAsked,
  reply: claimBoard,
})
