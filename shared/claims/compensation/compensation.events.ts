/** The log's word for compensations. It is told of the claim, and carries all that a line of the record needs (invariant 8). */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { claimFacts } from '../claim.events.ts'
import { compensationKinds, compensationStates } from './compensation.state.ts'

const state = z.enum(compensationStates.states)

export const compensationMoved = defineEvent(
  'claim.compensation-moved',
  'claim',
  claimFacts.extend({
    compensationId: z.uuid(),
    /** What the client is given. */
    given: z.enum(compensationKinds),
    move: z.string(),
    /** Null: it has just been proposed. */
    from: state.nullable(),
    to: state,
    /** Minor units, more than nought whichever way the move goes. */
    amountMinor: z.int(),
    currency: z.string(),
    rate: z.string().nullable(),
    rateOn: z.string().nullable(),
    /** Known once it is approved, and the same for good. */
    houseMinor: z.int().nullable(),
    houseCurrency: z.string().nullable(),
    proposedById: z.uuid(),
    ownLimit: z.boolean(),
    /** Of one that is taken back: whom the approval was counted for. */
    counted: z.object({ managerId: z.uuid().nullable(), departmentId: z.uuid().nullable() }).nullable(),
  }),
)
