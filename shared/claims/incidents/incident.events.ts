/** The log's words for incidents. A claim's own moves are told of the claim. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'

export const incidentOpened = defineEvent(
  'incident.opened',
  'incident',
  z.object({ number: z.int(), claimIds: z.array(z.uuid()) }),
)
export const incidentEdited = defineEvent(
  'incident.edited',
  'incident',
  z.object({ number: z.int(), changed: z.array(z.enum(['name', 'cause'])) }),
)
export const incidentClaimAdded = defineEvent(
  'incident.claim-added',
  'incident',
  z.object({ number: z.int(), claimId: z.uuid() }),
)
export const incidentClaimRemoved = defineEvent(
  'incident.claim-removed',
  'incident',
  z.object({ number: z.int(), claimId: z.uuid() }),
)

/** So many claims are about one batch that leads were told. */
export const batchAlarmed = defineEvent(
  'incident.batch-alarmed',
  'incident',
  z.object({ batch: z.string(), claims: z.int() }),
)
