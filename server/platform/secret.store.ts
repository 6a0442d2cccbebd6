/** The rows of secrets, as they are sealed. */
import type { Queryable, Trx } from './database.ts'

export const readSealed = async (db: Queryable, names: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db('secrets')
    .whereIn('name', [...names])
    .select<{ name: string; sealed: string }[]>('name', 'sealed')
  return new Map(rows.map(({ name, sealed }) => [name, sealed]))
}

export const writeSealed = async (
  trx: Trx,
  secret: { name: string; sealed: string; at: number; by: string },
): Promise<void> => {
  await trx('secrets')
    .insert({ name: secret.name, sealed: secret.sealed, set_at: new Date(secret.at), set_by: secret.by })
    .onConflict('name')
    .merge(['sealed', 'set_at', 'set_by'])
}

export const removeSecret = async (trx: Trx, name: string): Promise<void> => {
  await trx('secrets').where({ name }).delete()
}
