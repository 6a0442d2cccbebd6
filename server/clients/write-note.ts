/** The first save of a note. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { noteWritten } from '#shared/clients/client.events.ts'
import type { Writing } from './note.policy.ts'
import { findNote, insertNote, type NoteRow } from './note.store.ts'
import { putNoteOnTimeline } from './note-timeline.ts'

export const writeNote = async (trx: Trx, writing: Writing): Promise<NoteRow> => {
  const written = await insertNote(trx, { ...writing, id: writing.noteId, authorId: writing.actorId })
  const note = await findNote(trx, writing.noteId)
  // Another card's note of the same interaction and author: the interaction moved between the look and the save.
  if (!written || !note) throw conflict('note_exists')
  await putNoteOnTimeline(trx, note)
  await appendEvent(trx, noteWritten, {
    subjectId: note.client_id,
    actorId: writing.actorId,
    at: writing.at,
    data: { noteId: note.id, interactionId: note.interaction_id, version: note.version },
  })
  return note
}
