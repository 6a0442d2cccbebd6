/** The log's words for an import of claims. What each claim went through stands in the claim's own events. */
import { z } from 'zod'
import { type ImportMove, importStates } from '../../imports/import.state.ts'
import { defineEvent } from '../../platform/event.ts'
import { claimFacts } from '../claim.events.ts'

export const claimImportUploaded = defineEvent('claim-import.uploaded', 'claim-import', z.object({}))
export const claimImportMoved = defineEvent(
  'claim-import.moved',
  'claim-import',
  z.object({
    move: z.enum(Object.keys(importStates.moves) as [ImportMove, ...ImportMove[]]),
    to: z.enum(importStates.states),
  }),
)

/** A claim that an import opened, and nobody has worked with, is taken back: what was counted of it counts no more. */
export const claimTakenBack = defineEvent(
  'claim.taken-back',
  'claim',
  claimFacts.extend({
    importId: z.uuid(),
    /** The moves that it came with; epoch ms. */
    moves: z.array(z.object({ move: z.string(), at: z.number() })),
  }),
)
