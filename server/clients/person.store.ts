/** SQL of contact persons. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type PersonFields = { name: string; position: string | null; language: 'ru' | 'en' | null }
export type PersonRow = PersonFields & { id: string; client_id: string; version: number }

const columns = ['id', 'client_id', 'name', 'position', 'language', 'version'] as const

export const insertPerson = async (
  trx: Trx,
  clientId: string,
  { name, position, language, at }: PersonFields & { at: number },
): Promise<PersonRow> => {
  const [row] = await trx('persons')
    .insert({ client_id: clientId, name, position, language, created_at: new Date(at) })
    .returning<PersonRow[]>([...columns])
  return row!
}

/** Those who are still there, in the order they were added. */
export const listPersons = async (db: Queryable, clientId: string): Promise<PersonRow[]> =>
  db('persons')
    .where({ client_id: clientId })
    .whereNull('left_at')
    .orderBy('id')
    .select<PersonRow[]>([...columns])

export const findPerson = async (
  db: Queryable,
  clientId: string,
  id: string,
): Promise<PersonRow | undefined> =>
  db('persons')
    .where({ client_id: clientId, id })
    .whereNull('left_at')
    .first<PersonRow | undefined>([...columns])

export const updatePerson = async (
  trx: Trx,
  id: string,
  version: number,
  change: Partial<PersonFields>,
): Promise<PersonRow | undefined> => {
  const rows = await trx('persons')
    .where({ id, version })
    .whereNull('left_at')
    .update({ ...change, version: trx.raw('version + 1') })
    .returning<PersonRow[]>([...columns])
  return rows[0]
}

export const markLeft = async (trx: Trx, id: string, at: number): Promise<void> => {
  await trx('persons')
    .where({ id })
    .whereNull('left_at')
    .update({ left_at: new Date(at) })
}
