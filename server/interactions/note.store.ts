/** The rows of what agents type during a talk. */
import type { Queryable, Trx } from '../platform/database.ts'

export type InteractionNote = { text: string; version: number; updated_at: number }

export const findNote = (
  db: Queryable,
  interactionId: string,
  authorId: string,
): Promise<InteractionNote | undefined> =>
  db('interaction_notes')
    .where({ interaction_id: interactionId, author_id: authorId })
    .first<InteractionNote | undefined>('text', 'version', 'updated_at')

/** Null when the version is not the one last seen: another tab of the same agent has saved since. */
export const upsertNote = async (
  trx: Trx,
  note: { interactionId: string; authorId: string; text: string; version: number; at: number },
): Promise<InteractionNote | null> => {
  const { rows } = await trx.raw<{ rows: InteractionNote[] }>(
    `insert into interaction_notes as n (interaction_id, author_id, text, updated_at)
     values (:interactionId, :authorId, :text, :at)
     on conflict (interaction_id, author_id) do update
        set text = excluded.text, updated_at = excluded.updated_at, version = n.version + 1
      where n.version = :version
     returning text, version, updated_at`,
    { ...note, at: new Date(note.at) },
  )
  return rows[0] ?? null
}

export const notesOf = (
  db: Queryable,
  interactionId: string,
): Promise<{ id: string; author_name: string; text: string; updated_at: number }[]> =>
  db('interaction_notes as n')
    .join('users as u', 'u.id', 'n.author_id')
    .where('n.interaction_id', interactionId)
    .whereNot('n.text', '')
    .orderBy('n.updated_at')
    .select('u.id', 'u.name as author_name', 'n.text', 'n.updated_at')
