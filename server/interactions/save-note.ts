/** Notes save as they are typed, and survive a crash: each save is a commit; a stale one is refused, and nothing is lost. */
import { isStanding } from '../clients/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { wasOnCall } from '../telephony/index.ts'
import { findInteraction, type InteractionRow } from './interaction.store.ts'
import { findNote, upsertNote } from './note.store.ts'
import { talksOf } from './talk.store.ts'
import { writeOnCard } from './write-on-card.ts'

type Note = { interactionId: string; authorId: string; text: string; version: number }

/** Errors: 404 for someone who had no part in it; 409 `note_changed` with the text that is there now, `erased` with its client. */
export const saveNote = (
  { db, clock }: Platform,
  note: Note,
): Promise<{ version: number; updatedAt: number }> =>
  inTransaction(db, async (trx) => {
    const row = await findInteraction(trx, note.interactionId)
    if (!row || !(await hadPart(trx, row, note.authorId))) throw notFound('interaction', note.interactionId)
    if (row.client_id && !(await isStanding(trx, row.client_id))) throw conflict('erased')
    const saved = await upsertNote(trx, { ...note, at: clock.now() })
    if (!saved) {
      const present = await findNote(trx, note.interactionId, note.authorId)
      throw conflict('note_changed', { text: present?.text, version: present?.version })
    }
    await writeOnCard(trx, note.interactionId)
    return { version: saved.version, updatedAt: saved.updated_at }
  })

/** Talked with the client, or was asked for advice: what a colleague heard is worth a note too, also after it is over. */
const hadPart = async (trx: Trx, row: InteractionRow, userId: string): Promise<boolean> => {
  const talks = await talksOf(trx, row.id)
  if (talks.some((talk) => talk.user_id === userId)) return true
  return row.call_id !== null && wasOnCall(trx, row.call_id, userId)
}

export const readNote = async (
  { db }: Platform,
  interactionId: string,
  authorId: string,
): Promise<{ text: string; version: number }> => {
  const note = await findNote(db, interactionId, authorId)
  return { text: note?.text ?? '', version: note?.version ?? 0 }
}
