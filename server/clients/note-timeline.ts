/** A note stands on the timeline at the time of its first word. */
import type { Trx } from '#server/platform/database.ts'
import { summariseNote } from './note.present.ts'
import type { NoteRow } from './note.store.ts'
import { removeEntry, writeTimeline } from './timeline.store.ts'

/** An emptied note is no line; it comes back with its next word. */
export const putNoteOnTimeline = async (trx: Trx, note: NoteRow): Promise<void> => {
  if (note.text.trim() === '') return removeEntry(trx, 'note', note.id)
  await writeTimeline(trx, {
    clientId: note.client_id,
    at: note.created_at,
    kind: 'note',
    subjectId: note.id,
    ownerId: note.author_id,
    summary: summariseNote(note),
  })
}
