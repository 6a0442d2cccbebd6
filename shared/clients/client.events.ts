/**
 * The log's words for the card. Ids and the names of changed fields only: the values are personal data and stay in the
 * tables. All are about the client, so that whoever watches the card hears of each.
 */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const clientCreated = defineEvent(
  'client.created',
  'client',
  // `importId`: it came with a file.
  z.object({ provisional: z.boolean(), marketId: z.uuid(), importId: z.uuid().optional() }),
)
/** The import that made the card was undone, and nobody had worked with it. */
export const clientRemoved = defineEvent('client.removed', 'client', z.object({ importId: z.uuid() }))
/** `version` is the one the edit led to: with it, a stale edit is told what changed since. */
export const clientEdited = defineEvent(
  'client.edited',
  'client',
  z.object({ version: z.number().int(), fields: z.array(z.string()) }),
)
const person = z.object({ personId: z.uuid() })
export const personAdded = defineEvent('person.added', 'client', person)
export const personEdited = defineEvent(
  'person.edited',
  'client',
  person.extend({ version: z.number().int(), fields: z.array(z.string()) }),
)
export const personRemoved = defineEvent('person.removed', 'client', person)

const address = z.object({ addressId: z.uuid(), personId: z.uuid().nullable() })
export const addressAdded = defineEvent('address.added', 'client', address)
export const addressRemoved = defineEvent('address.removed', 'client', address)

const note = z.object({
  noteId: z.uuid(),
  interactionId: z.uuid().nullable(),
  version: z.number().int(),
})
export const noteWritten = defineEvent('note.written', 'client', note)
export const noteEdited = defineEvent('note.edited', 'client', note)

const tag = z.object({ tagId: z.uuid() })
export const tagAdded = defineEvent('tag.added', 'client', tag)
export const tagRemoved = defineEvent('tag.removed', 'client', tag)
export const consentRecorded = defineEvent(
  'consent.recorded',
  'client',
  z.object({ consentId: z.uuid(), purpose: z.string(), state: z.string() }),
)

const merge = z.object({ mergeId: z.uuid(), mergedId: z.uuid() })
export const clientMerged = defineEvent(
  'client.merged',
  'client',
  merge.extend({ fields: z.array(z.string()) }),
)
/** Of the card that another stands for now. */
export const clientMergedAway = defineEvent(
  'client.merged-away',
  'client',
  z.object({ mergeId: z.uuid(), into: z.uuid() }),
)
export const clientParted = defineEvent('client.parted', 'client', merge)
export const duplicateDismissed = defineEvent(
  'client.duplicate-dismissed',
  'client',
  z.object({ otherId: z.uuid() }),
)
