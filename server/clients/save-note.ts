/** A note saves as it is typed: written by the first save, edited by the next. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Note } from '#shared/clients/note.contract.ts'
import { lockedFor } from './client.policy.ts'
import { editNote } from './edit-note.ts'
import type { NoteSave, Writing } from './note.policy.ts'
import { presentNote } from './note.present.ts'
import { findNote, interactionExists, notesOfInteraction } from './note.store.ts'
import { writeNote } from './write-note.ts'

/** @throws 409 `note_taken` over a colleague's text, 409 `note_exists` for a second note of an interaction; 404, 403, 422 */
export const saveNote = (platform: Platform, actor: Actor, save: NoteSave): Promise<Note> =>
  inTransaction(platform.db, async (trx) => {
    // The card's lock puts the saves of one card in a row, so that a note is judged as it stands.
    await lockedFor(trx, actor, 'client.note', save.clientId)
    const writing = { ...save, actorId: actor.userId, at: platform.clock.now() }
    const present = await findNote(trx, save.noteId)
    if (present && present.client_id !== save.clientId) throw notFound('note', save.noteId)
    if (present) return presentNote(await editNote(trx, present, writing))
    if (save.version > 0) throw notFound('note', save.noteId)
    await refuseSecond(trx, writing)
    return presentNote(await writeNote(trx, writing))
  })

const refuseSecond = async (trx: Trx, save: Writing): Promise<void> => {
  if (!save.interactionId) return
  if (!(await interactionExists(trx, save.interactionId))) {
    throw invalid({ interactionId: 'unknown_interaction' })
  }
  const notes = await notesOfInteraction(trx, save.clientId, save.interactionId)
  const own = notes.find((note) => note.author_id === save.actorId)
  if (own) throw conflict('note_exists', { note: presentNote(own) })
}
