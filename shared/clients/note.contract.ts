/** Notes save as they are typed: the screen makes the id, and sends the version it last saw (0: none yet). */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const NOTE_LENGTH = 20_000

export const note = z.strictObject({
  id: z.uuid(),
  clientId: z.uuid(),
  interactionId: z.uuid().nullable(),
  text: z.string(),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  /** Who wrote the present text, when it is no longer the author's. */
  editedById: z.uuid().nullable(),
  editedByName: z.string().nullable(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
  version: z.number().int(),
})
export type Note = z.infer<typeof note>

const client = z.strictObject({ clientId: z.uuid() })
const oneNote = client.extend({ noteId: z.uuid() })

/**
 * The last of one's own writes wins; over a colleague's text it is refused with 409 `note_taken` and facts
 * `{ note }`, so that the screen can show both. An interaction has one note of each author: a second one is refused
 * with 409 `note_exists` and facts `{ note }`, to go on with that.
 */
export const saveNote = endpoint({
  method: 'PUT',
  path: '/api/clients/:clientId/notes/:noteId',
  gate: 'client.note',
  params: oneNote,
  body: z.strictObject({
    text: z.string().max(NOTE_LENGTH),
    version: z.number().int().min(0),
    /** Epoch ms by the clock of the screen: of two saves that overtake each other the later typed stays. */
    typedAt: z.number().int().min(0),
    interactionId: z.uuid().nullable().default(null),
  }),
  reply: note,
})

export const readNote = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/notes/:noteId',
  gate: 'client.read',
  params: oneNote,
  reply: note,
})

/** The notes of one interaction, each author's, to go on writing one's own after a crash. */
export const readInteractionNotes = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/notes',
  gate: 'client.read',
  params: client,
  query: z.strictObject({ interactionId: z.uuid() }),
  reply: z.strictObject({ notes: z.array(note) }),
})

/** How much of a note its line on the timeline shows. */
export const NOTE_EXCERPT = 280
/** The summary of a timeline line of kind `note`; `more` when the text is longer than the excerpt. */
export const noteSummary = z.strictObject({
  excerpt: z.string(),
  more: z.boolean(),
  interactionId: z.uuid().nullable(),
  editedByName: z.string().nullable(),
})
