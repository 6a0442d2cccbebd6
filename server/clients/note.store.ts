/** SQL of notes. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type NoteRow = {
  id: string
  client_id: string
  interaction_id: string | null
  author_id: string | null
  author_name: string | null
  text: string
  created_at: number
  updated_at: number
  edited_by: string | null
  edited_by_name: string | null
  typed_at: number
  version: number
}

const notes = (db: Queryable) =>
  db('notes')
    .leftJoin('users as author', 'author.id', 'notes.author_id')
    .leftJoin('users as editor', 'editor.id', 'notes.edited_by')
    .select('notes.*', { author_name: 'author.name', edited_by_name: 'editor.name' })

export const findNote = async (db: Queryable, id: string): Promise<NoteRow | undefined> =>
  notes(db).where('notes.id', id).first<NoteRow | undefined>()

/** Each author's note of an interaction. */
export const notesOfInteraction = async (
  db: Queryable,
  clientId: string,
  interactionId: string,
): Promise<NoteRow[]> =>
  notes(db)
    .where({ 'notes.client_id': clientId, 'notes.interaction_id': interactionId })
    .orderBy(['notes.created_at', 'notes.id']) as unknown as Promise<NoteRow[]>

export type NewNote = {
  id: string
  clientId: string
  interactionId: string | null
  authorId: string
  text: string
  typedAt: number
  at: number
}

/** False when the id, or the author's note of this interaction, is there already. */
export const insertNote = async (trx: Trx, note: NewNote): Promise<boolean> => {
  const rows = await trx('notes')
    .insert({
      id: note.id,
      client_id: note.clientId,
      interaction_id: note.interactionId,
      author_id: note.authorId,
      edited_by: note.authorId,
      text: note.text,
      typed_at: new Date(note.typedAt),
      created_at: new Date(note.at),
      updated_at: new Date(note.at),
    })
    .onConflict()
    .ignore()
    .returning('id')
  return rows.length > 0
}

/** False when the version is no longer the one that was read. */
export const updateNote = async (
  trx: Trx,
  note: { id: string; version: number; text: string; editedBy: string; typedAt: number; at: number },
): Promise<boolean> => {
  const changed = await trx('notes')
    .where({ id: note.id, version: note.version })
    .update({
      text: note.text,
      edited_by: note.editedBy,
      typed_at: new Date(note.typedAt),
      updated_at: new Date(note.at),
      version: trx.raw('version + 1'),
    })
  return changed > 0
}

/** Keeps the text that another's edit is about to replace. */
export const keepVersion = async (trx: Trx, noteId: string): Promise<void> => {
  await trx.raw(
    `insert into note_versions (note_id, version, text, edited_by, edited_at)
     select id, version, text, edited_by, updated_at from notes where id = ?`,
    [noteId],
  )
}

export const interactionExists = async (db: Queryable, id: string): Promise<boolean> =>
  (await db('interactions').where({ id }).first('id')) !== undefined

/** The notes of an interaction go with it to the client it is found to be of. Returns the ids of those that moved. */
export const moveNotes = async (trx: Trx, interactionId: string, clientId: string): Promise<string[]> => {
  const rows = await trx('notes')
    .where({ interaction_id: interactionId })
    .whereNot({ client_id: clientId })
    .update({ client_id: clientId })
    .returning<{ id: string }[]>('id')
  if (rows.length > 0) {
    await trx('timeline')
      .where({ kind: 'note' })
      .whereIn(
        'subject_id',
        rows.map((row) => row.id),
      )
      .update({ client_id: clientId })
  }
  return rows.map((row) => row.id)
}
