/** Notes save as they are typed, and survive a crash: each save is a commit; a stale one is refused, and nothing is lost. */
import { inTransaction } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { findInteraction } from './interaction.store.ts'
import { findNote, upsertNote } from './note.store.ts'
import { talksOf } from './talk.store.ts'
import { writeOnCard } from './write-on-card.ts'

type Note = { interactionId: string; authorId: string; text: string; version: number }

/** Errors: 404 for someone who never talked in it; 409 `note_changed` with the text that is there now. */
export const saveNote = (
  { db, clock }: Platform,
  note: Note,
): Promise<{ version: number; updatedAt: number }> =>
  inTransaction(db, async (trx) => {
    const row = await findInteraction(trx, note.interactionId)
    const talks = await talksOf(trx, note.interactionId)
    if (!row || !talks.some((talk) => talk.user_id === note.authorId)) {
      throw notFound('interaction', note.interactionId)
    }
    const saved = await upsertNote(trx, { ...note, at: clock.now() })
    if (!saved) {
      const present = await findNote(trx, note.interactionId, note.authorId)
      throw conflict('note_changed', { text: present?.text, version: present?.version })
    }
    await writeOnCard(trx, note.interactionId)
    return { version: saved.version, updatedAt: saved.updated_at }
  })

export const readNote = async (
  { db }: Platform,
  interactionId: string,
  authorId: string,
): Promise<{ text: string; version: number }> => {
  const note = await findNote(db, interactionId, authorId)
  return { text: note?.text ?? '', version: note?.version ?? 0 }
}
