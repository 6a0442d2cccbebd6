/** The log's words for what happens to the clocks of a claim besides its moves. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { clockKinds } from './clock-table.ts'
import { holdEnds, waitsFor } from './hold.ts'

/** Who of ours told the client how the claim stands, and over what. */
export const toldBy = ['call', 'message', 'letter', 'meeting'] as const

export const claimClientTold = defineEvent(
  'claim.client-told',
  'claim',
  z.object({ by: z.enum(toldBy), stopped: z.array(z.uuid()) }),
)

export const claimClientWrote = defineEvent(
  'claim.client-wrote',
  'claim',
  z.object({
    /** The clock of our reply that it started; null: one ran already, or nothing more is owed. */
    clockId: z.uuid().nullable(),
  }),
)

export const claimHeld = defineEvent(
  'claim.held',
  'claim',
  z.object({ holdId: z.uuid(), waitsFor: z.enum(waitsFor), endsAt: z.number(), remindAt: z.number() }),
)

export const claimHoldReminded = defineEvent(
  'claim.hold-reminded',
  'claim',
  z.object({ holdId: z.uuid(), endsAt: z.number() }),
)

export const claimHoldEnded = defineEvent(
  'claim.hold-ended',
  'claim',
  z.object({ holdId: z.uuid(), by: z.enum(holdEnds), from: z.number(), to: z.number() }),
)

/** A new version of the rules of deadlines; the subject is who saved it. */
export const claimPolicyChanged = defineEvent(
  'claim-policy.changed',
  'claim-policy',
  z.object({ version: z.int(), applies: z.boolean(), restores: z.int().nullable() }),
)

/** Other terms for a clock that runs, or one that it has only now: a policy was applied, or the claim's own facts changed. */
export const claimClockChanged = defineEvent(
  'claim.clock-changed',
  'claim',
  z.object({
    why: z.enum(['policy', 'facts']),
    clockId: z.uuid(),
    /** Absent in events from before clocks were named. */
    clock: z.enum(clockKinds).optional(),
    /** Null: it did not run before. */
    from: z.number().nullable(),
    to: z.number(),
    policyVersion: z.int(),
  }),
)
