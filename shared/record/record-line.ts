/** A line of the sales record: one fact, with everything it may be counted by. */
import { z } from 'zod'
import { claimAssigned, claimEscalated, claimMoved, claimOpened } from '../claims/claim.events.ts'
import { compensationMoved } from '../claims/compensation/compensation.events.ts'
import { interactionClosed } from '../interactions/interaction.events.ts'
import { dealMoved, dealOpened } from '../sales/deal.events.ts'

/** What a line tells of; its outcome says which way it went. */
export const lineKinds = [
  interactionClosed.kind,
  claimOpened.kind,
  claimAssigned.kind,
  claimMoved.kind,
  claimEscalated.kind,
  compensationMoved.kind,
  dealOpened.kind,
  dealMoved.kind,
] as const
export type LineKind = (typeof lineKinds)[number]

export const recordLine = z.object({
  /** Of the event; with it the line's key. From 0. */
  line: z.int(),
  /** Epoch ms of the fact. */
  at: z.number(),
  kind: z.enum(lineKinds),
  subjectId: z.uuid(),
  /** How many it counts as: 1, or −1 where it takes back an earlier one. */
  tally: z.union([z.literal(1), z.literal(-1)]),
  managerId: z.uuid().nullable(),
  departmentId: z.uuid().nullable(),
  clientId: z.uuid().nullable(),
  marketId: z.uuid().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  productId: z.uuid().nullable(),
  productGroupId: z.uuid().nullable(),
  refusalReasonId: z.uuid().nullable(),
  queueId: z.uuid().nullable(),
  outcome: z.string().nullable(),
  /** Exact decimal text. */
  quantity: z.string().nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  houseMinor: z.int().nullable(),
  houseCurrency: z.string().nullable(),
  waitMs: z.int().nullable(),
  talkMs: z.int().nullable(),
  holdMs: z.int().nullable(),
  wrapUpMs: z.int().nullable(),
  /** What is not counted by yet, kept with the fact: number, channel, severity, times. */
  facts: z.record(z.string(), z.json()),
})
export type RecordLine = z.infer<typeof recordLine>

/** Every column a line may leave empty, empty. */
export const blankLine = {
  line: 0,
  tally: 1,
  managerId: null,
  departmentId: null,
  clientId: null,
  marketId: null,
  country: null,
  region: null,
  industry: null,
  source: null,
  productId: null,
  productGroupId: null,
  refusalReasonId: null,
  queueId: null,
  outcome: null,
  quantity: null,
  amountMinor: null,
  currency: null,
  houseMinor: null,
  houseCurrency: null,
  waitMs: null,
  talkMs: null,
  holdMs: null,
  wrapUpMs: null,
  facts: {},
} as const satisfies Partial<RecordLine>
