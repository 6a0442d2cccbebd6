/** What goes wrong with what is sold: claims by two of product, batch, cause and the like, with what they cost and took. */
import { z } from 'zod'
import { zoneField } from '../../organisation/calendar.contract.ts'
import { endpoint } from '../../platform/endpoint.ts'

/**
 * By group, product and cause a claim stands in one part (the product is the one it is counted by), by batch in the part of
 * each batch among its lines.
 */
export const problemSides = ['group', 'product', 'batch', 'cause', 'category', 'market'] as const
export type ProblemSide = (typeof problemSides)[number]

const id = z.uuid().optional()
const given = z.union([z.uuid(), z.literal('none')]).optional()
export const problemScope = z.strictObject({
  market: id,
  category: id,
  group: given,
  main: given,
  cause: given,
})
export type ProblemScope = z.infer<typeof problemScope>

export const problemAsked = z.strictObject({
  ...problemScope.shape,
  by: z.enum(problemSides).default('product'),
  /** A second side; the same once more is none. */
  and: z.enum(problemSides).optional(),
  /** Days in which the claims were opened, and won deals closed; a year up to today unless given. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  zone: zoneField.optional(),
})
export type ProblemAsked = z.infer<typeof problemAsked>

const figures = z.object({
  claims: z.int(),
  /** The client had one about the same product within 90 days before. */
  repeats: z.int(),
  /** Closed, and not because it goes on in another; how long from opening to closing, ms by the wall clock. */
  resolved: z.int(),
  medianMs: z.number().nullable(),
  p80Ms: z.number().nullable(),
  /** Never summed over currencies. */
  money: z.array(z.object({ currency: z.string(), claimedMinor: z.int(), agreedMinor: z.int() })),
  /** Sold by deals won in the days; null: nothing was, in several units, or it is not known of such a part. */
  sold: z.object({ quantity: z.number(), unit: z.string() }).nullable(),
})
export type ProblemFigures = z.infer<typeof figures>

const key = z.object({
  /** An id, or a batch in one spelling; null: not given. */
  key: z.string().nullable(),
  /** Null: a batch is its own name. */
  name: z.object({ nameRu: z.string(), nameEn: z.string() }).nullable(),
})
export const problem = figures.extend({
  /** Of `by`, then of `and`. */
  keys: z.array(key).min(1).max(2),
  /** When leads were told that too many claims are about the batch. Epoch ms. */
  alarmAt: z.number().nullable(),
})
export type Problem = z.infer<typeof problem>

export const problems = z.object({
  asOf: z.number(),
  zone: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(problemSides),
  and: z.enum(problemSides).nullable(),
  total: figures,
  /** The most claims first. */
  rows: z.array(problem),
  /** There are more than are shown. */
  more: z.boolean(),
})
export type Problems = z.infer<typeof problems>

export const readProblems = endpoint({
  method: 'GET',
  path: '/api/claim-problems',
  gate: 'claim.board',
  query: problemAsked,
  reply: problems,
})

/** CSV in UTF-8, in the reader's language, of the claims that they may both see and export; 403 without the board. */
export const exportProblems = endpoint({
  method: 'GET',
  path: '/api/claim-problem-export',
  gate: 'claim.export',
  query: problemAsked,
  reply: z.unknown(),
})
