/** What leaves the server of a note. */
import type { z } from 'zod'
import { NOTE_EXCERPT, type Note, type noteSummary } from '#shared/clients/note.contract.ts'
import type { NoteRow } from './note.store.ts'

const taken = (row: NoteRow) => row.edited_by !== row.author_id

export const presentNote = (row: NoteRow): Note => ({
  id: row.id,
  clientId: row.client_id,
  interactionId: row.interaction_id,
  text: row.text,
  authorId: row.author_id,
  authorName: row.author_name,
  editedById: taken(row) ? row.edited_by : null,
  editedByName: taken(row) ? row.edited_by_name : null,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  version: row.version,
})

export const summariseNote = (row: NoteRow): z.infer<typeof noteSummary> => {
  const letters = [...row.text]
  return {
    excerpt: letters.slice(0, NOTE_EXCERPT).join(''),
    more: letters.length > NOTE_EXCERPT,
    interactionId: row.interaction_id,
    editedByName: taken(row) ? row.edited_by_name : null,
  }
}
