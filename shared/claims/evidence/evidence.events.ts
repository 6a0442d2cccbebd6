/** The log's word for the file of all that there is of a claim. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { evidenceStates } from './evidence.state.ts'

export const evidenceMoved = defineEvent(
  'claim.evidence-moved',
  'claim',
  z.object({ packId: z.uuid(), to: z.enum(evidenceStates.states) }),
)
