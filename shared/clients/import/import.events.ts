/** The log's words for an import. What each card went through stands in the card's own events. */
import { z } from 'zod'
import { type ImportMove, importStates } from '../../imports/import.state.ts'
import { defineEvent } from '../../platform/event.ts'

export const importUploaded = defineEvent('client-import.uploaded', 'client-import', z.object({}))
export const importMoved = defineEvent(
  'client-import.moved',
  'client-import',
  z.object({
    move: z.enum(Object.keys(importStates.moves) as [ImportMove, ...ImportMove[]]),
    to: z.enum(importStates.states),
  }),
)
