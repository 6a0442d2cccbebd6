/** The log's words for claims. Every fact a figure needs stands in the event, as it was at that moment (invariant 8). */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { type ClaimState, claimStates, closingGrounds, severities } from './claim.state.ts'
import { clockKinds } from './clock-table.ts'
import { remedies } from './details/detail-codes.ts'

/** A state as the log holds it: what was told under an older name stays as it was told (invariant 8). */
const state = z.enum([...claimStates.states, 'answered'])

/** By its present name. */
export const stateNow = (told: z.infer<typeof state>): ClaimState =>
  told === 'answered' ? 'communicated' : told

export const claimFacts = z.object({
  number: z.string(),
  clientId: z.uuid(),
  interactionId: z.uuid().nullable(),
  handlerId: z.uuid().nullable(),
  /** The handler's. */
  departmentId: z.uuid().nullable(),
  marketId: z.uuid(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  categoryId: z.uuid(),
  categoryCode: z.string(),
  productId: z.uuid().nullable(),
  productGroupId: z.uuid().nullable(),
  severity: z.enum(severities),
  /** Absent in events older than root causes and remedies. */
  causeCode: z.string().nullable().optional(),
  remedy: z.enum(remedies).nullable().optional(),
  openedAt: z.number(),
  deadlineAt: z.number(),
})
export type ClaimFacts = z.infer<typeof claimFacts>

export const claimOpened = defineEvent(
  'claim.opened',
  'claim',
  claimFacts.extend({
    /** Null: the client themselves. */
    openedById: z.uuid().nullable(),
    /** Of whoever opened it. */
    openerDepartmentId: z.uuid().nullable(),
    clockId: z.uuid(),
    policyVersion: z.int(),
    /** It came with a file of another system: the event's time is when it was received there. */
    importId: z.uuid().optional(),
  }),
)

export const claimAssigned = defineEvent(
  'claim.assigned',
  'claim',
  claimFacts.extend({ previousHandlerId: z.uuid().nullable() }),
)

/** Names of the changed fields only: the values may be personal, and stay in the table. */
export const claimEdited = defineEvent(
  'claim.edited',
  'claim',
  claimFacts.extend({ changed: z.array(z.string()) }),
)

/** The words stay in the table. */
export const claimNoted = defineEvent(
  'claim.noted',
  'claim',
  z.object({ clientId: z.uuid(), noteId: z.uuid() }),
)

/** Put on, or taken off. */
export const claimTagged = defineEvent(
  'claim.tagged',
  'claim',
  z.object({ clientId: z.uuid(), tagId: z.uuid(), on: z.boolean() }),
)

export const claimMoved = defineEvent(
  'claim.moved',
  'claim',
  claimFacts.extend({
    move: z.string(),
    from: state,
    to: state,
    /** The findings, answer or grounds that came with it. */
    text: z.string().nullable(),
    /** The clock that this move stopped; late is decided by its two timestamps, never by who looked when. */
    stopped: z.object({ clockId: z.uuid(), deadlineAt: z.number(), lateMs: z.number() }).nullable(),
    /** The clock that this move started: the client disputes or comes back, and is owed an answer again. */
    started: z.object({ clockId: z.uuid(), policyVersion: z.int() }).nullable(),
    /** On what it was closed. Absent: it was not, or the event is older than grounds of closing. */
    closingGround: z.enum(closingGrounds).nullable().optional(),
  }),
)

/** A client who has not said a word on the answer is reminded of it. */
export const claimReminded = defineEvent(
  'claim.reminded',
  'claim',
  claimFacts.extend({
    /** From 1. */
    reminder: z.int(),
    /** False: no e-mail is known, and the handler was asked to call. */
    mailed: z.boolean(),
  }),
)

export const claimEscalated = defineEvent(
  'claim.escalated',
  'claim',
  claimFacts.extend({
    clockId: z.uuid(),
    /** From 0. */
    step: z.int(),
    /** When the step fell due; the event's own time is when it was carried out. */
    dueAt: z.number(),
    notified: z.array(z.uuid()),
    /** What follows is absent of steps that were carried out before ladders did more than tell. */
    clock: z.enum(clockKinds).optional(),
    /** What the step is called inside its ladder: deadline-policy.ts `keyOf`. */
    key: z.string().nullable().optional(),
    /** The urgency it was raised to. */
    raisedTo: z.int().optional(),
    reassigned: z.object({ from: z.uuid().nullable(), to: z.uuid() }).optional(),
  }),
)
