/** Notes in full. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Note } from '#shared/clients/note.contract.ts'
import { readableClient } from './client.policy.ts'
import { presentNote } from './note.present.ts'
import { findNote, notesOfInteraction } from './note.store.ts'

/** @throws 404 when the card is out of reach, or has no such note */
export const readNote = async (
  db: Queryable,
  actor: Actor,
  { clientId, noteId }: { clientId: string; noteId: string },
): Promise<Note> => {
  await readableClient(db, actor, clientId)
  const note = await findNote(db, noteId)
  if (!note || note.client_id !== clientId) throw notFound('note', noteId)
  return presentNote(note)
}

export const readInteractionNotes = async (
  db: Queryable,
  actor: Actor,
  { clientId, interactionId }: { clientId: string; interactionId: string },
): Promise<{ notes: Note[] }> => {
  await readableClient(db, actor, clientId)
  return { notes: (await notesOfInteraction(db, clientId, interactionId)).map(presentNote) }
}
