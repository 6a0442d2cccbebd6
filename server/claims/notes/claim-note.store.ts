/** SQL of notes on claims. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type ClaimNoteRow = { id: string; text: string; author_id: string; author_name: string; at: number }

const notes = (q: Queryable) =>
  q('claim_notes as n')
    .join('users as a', 'a.id', 'n.author_id')
    .select<ClaimNoteRow[]>('n.id', 'n.text', 'n.author_id', { author_name: 'a.name' }, 'n.at')

/** The newest first. */
export const listClaimNotes = (q: Queryable, claimId: string): Promise<ClaimNoteRow[]> =>
  notes(q).where('n.claim_id', claimId).orderBy('n.at', 'desc').orderBy('n.id', 'desc').limit(200)

export const insertClaimNote = async (
  trx: Trx,
  note: { claimId: string; authorId: string; text: string; at: number },
): Promise<ClaimNoteRow> => {
  const [made] = await trx('claim_notes')
    .insert({
      claim_id: note.claimId,
      author_id: note.authorId,
      text: note.text,
      at: new Date(note.at),
    })
    .returning<{ id: string }[]>('id')
  return (await notes(trx)
    .where('n.id', (made as { id: string }).id)
    .first()) as ClaimNoteRow
}
