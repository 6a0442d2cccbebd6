/** A later save of a note. One's own last write wins; a colleague's text is never replaced unseen. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { noteEdited } from '#shared/clients/client.events.ts'
import { judgeSave, type Writing } from './note.policy.ts'
import { presentNote } from './note.present.ts'
import { findNote, keepVersion, type NoteRow, updateNote } from './note.store.ts'
import { putNoteOnTimeline } from './note-timeline.ts'

/** @param present the note as it stands, under the card's lock */
export const editNote = async (trx: Trx, present: NoteRow, writing: Writing): Promise<NoteRow> => {
  const saved = { version: present.version, editedBy: present.edited_by, typedAt: present.typed_at }
  const verdict = judgeSave(saved, writing)
  if (verdict === 'refuse') throw conflict('note_taken', { note: presentNote(present) })
  if (verdict === 'keep' || present.text === writing.text) return present
  if (present.edited_by !== writing.actorId) await keepVersion(trx, present.id)
  const { text, typedAt, at, actorId } = writing
  const written = { id: present.id, version: present.version, text, editedBy: actorId, typedAt, at }
  if (!(await updateNote(trx, written))) throw conflict('note_taken', { note: presentNote(present) })
  const note = (await findNote(trx, present.id))!
  await putNoteOnTimeline(trx, note)
  await appendEvent(trx, noteEdited, {
    subjectId: note.client_id,
    actorId: writing.actorId,
    at: writing.at,
    data: { noteId: note.id, interactionId: note.interaction_id, version: note.version },
  })
  return note
}
