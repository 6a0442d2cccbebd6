/** The clocks of a claim over HTTP: where they stand, the waits for the client, the receipt of a deadline. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { toldBy } from './clock.events.ts'
import { clockTerms } from './clock.ts'
import { clockKinds } from './clock-table.ts'
import { holdEnds, waitsFor } from './hold.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const id = z.strictObject({ id: z.uuid() })
const version = z.int()

export const claimClock = z.object({
  id: z.uuid(),
  kind: z.enum(clockKinds),
  startedAt: z.number(),
  /** While the claim waits for its client: the latest that it can be. */
  deadlineAt: z.number(),
  stoppedAt: z.number().nullable(),
  breached: z.boolean(),
  /** It stands still: the claim waits for its client, and these terms may be paused. */
  held: z.boolean(),
  /** What the deadline was computed from: shared/claims/clock-plan.ts `DeadlineBasis`. */
  basis: z.record(z.string(), z.unknown()),
  steps: z.array(
    z.object({
      step: z.int(),
      dueAt: z.number(),
      tell: z.array(z.string()),
      raise: z.boolean(),
      reassign: z.boolean(),
      /** Null until it is carried out. */
      at: z.number().nullable(),
      notified: z.array(person),
      raisedTo: z.int().nullable(),
      reassignedTo: person.nullable(),
      /** Its moment had passed when the claim was brought in: it is not carried out. */
      passedOver: z.boolean(),
    }),
  ),
})
export type ClaimClock = z.infer<typeof claimClock>

export const claimHold = z.object({
  id: z.uuid(),
  waitsFor: z.enum(waitsFor),
  from: z.number(),
  /** Null while it stands. */
  to: z.number().nullable(),
  /** By itself. */
  endsAt: z.number(),
  remindAt: z.number().nullable(),
  heldBy: person.nullable(),
  endedBy: z.enum(holdEnds).nullable(),
})
export type ClaimHold = z.infer<typeof claimHold>

/** When a wait that began now would remind and end by itself; epoch ms. */
export const holdOffer = z.object({ remindAt: z.number(), endsAt: z.number() })

/** A line of the claim's history about its clocks. */
export const clockNews = z.discriminatedUnion('what', [
  z.object({ what: z.literal('held'), waitsFor: z.enum(waitsFor), endsAt: z.number() }),
  z.object({ what: z.literal('hold-reminded'), endsAt: z.number() }),
  z.object({ what: z.literal('hold-ended'), by: z.enum(holdEnds), from: z.number(), to: z.number() }),
  z.object({ what: z.literal('client-wrote'), starts: z.boolean() }),
  z.object({ what: z.literal('client-told'), by: z.enum(toldBy) }),
  z.object({
    what: z.literal('changed'),
    why: z.enum(['policy', 'facts']),
    kind: z.enum(clockKinds).nullable(),
    /** Null: the clock did not run before. */
    from: z.number().nullable(),
    to: z.number(),
  }),
  z.object({
    what: z.literal('step'),
    kind: z.enum(clockKinds).nullable(),
    notified: z.array(person),
    raisedTo: z.int().nullable(),
    reassignedTo: person.nullable(),
    dueAt: z.number(),
  }),
])
export type ClockNews = z.infer<typeof clockNews>

/**
 * The claim waits for its client: what may be paused stands still, up to the policy's cap. 409 `stale`, `held` (it waits
 * already), `not_owed` (no answer is owed), `no_hold` (the policy knows no waits).
 */
export const holdClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/hold',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ waitsFor: z.enum(waitsFor), version }),
  reply: z.strictObject({ endsAt: z.number() }),
})

/** 409 `stale`, `not_held`. */
export const releaseClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/release',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ version }),
  reply: z.undefined(),
})

/** The client was told how it stands, or wrote to us on a way that the hub does not see. 409 `stale`, `closed`. */
export const noteWord = endpoint({
  method: 'POST',
  path: '/api/claims/:id/words',
  gate: 'claim.work',
  params: id,
  body: z.discriminatedUnion('word', [
    z.strictObject({ word: z.literal('told'), by: z.enum(toldBy), version }),
    z.strictObject({ word: z.literal('wrote'), version }),
  ]),
  reply: z.undefined(),
})

/** When the client sent it and handed it over in form: clocks whose terms count from there begin there. 409 `stale`. */
export const dateClaim = endpoint({
  method: 'PUT',
  path: '/api/claims/:id/dates',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ sentAt: z.number().nullable(), presentedAt: z.number().nullable(), version }),
  reply: z.undefined(),
})

const receiptLine = z.object({
  from: z.number(),
  to: z.number(),
  what: z.enum(['counted', 'closed', 'held', 'day-zero', 'rolled']),
  /** Ms that count in it. */
  countedMs: z.number(),
  /** Days that count in it; of day clocks only. */
  days: z.int(),
  /** Names of the calendar's own days in it. */
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  /** Minutes by which the wall clock was put on (back: negative) in it. */
  shifts: z.array(z.object({ at: z.number(), minutes: z.int() })),
})
export type ReceiptLineView = z.infer<typeof receiptLine>

export const readReceipt = endpoint({
  method: 'GET',
  path: '/api/claims/:id/clocks/:clock',
  gate: 'claim.read',
  params: z.strictObject({ id: z.uuid(), clock: z.uuid() }),
  reply: z.object({
    claim: z.object({ id: z.uuid(), number: z.string(), client: z.string() }),
    clock: claimClock,
    terms: clockTerms,
    calendar: z.object({ code: z.string(), version: z.int().nullable(), zone: z.string() }),
    /** The market's: days begin and end in it. */
    zone: z.string(),
    lines: z.array(receiptLine),
    /** What the lines come to; they end at the deadline. */
    total: z.object({ countedMs: z.number(), days: z.int(), heldMs: z.number() }),
    /** The lines end where the clock says. False only of clocks whose calendar of that day is not kept. */
    agrees: z.boolean(),
    now: z.number(),
  }),
})
export type Receipt = z.infer<NonNullable<(typeof readReceipt)['reply']>>
