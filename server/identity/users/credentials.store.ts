/** The only SQL that reads or writes a password's hash. Deactivated users and service users have no credentials. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type Credentials = { id: string; email: string; passwordHash: string | null }

const columns = { id: 'id', email: 'email', passwordHash: 'password_hash' }

/** `email` in lower case. */
export const readCredentials = (db: Queryable, email: string): Promise<Credentials | undefined> =>
  db('users').whereRaw('lower(email) = ?', [email]).where({ active: true, service: false }).first(columns)

export const readCredentialsOf = (db: Queryable, userId: string): Promise<Credentials | undefined> =>
  db('users').where({ id: userId, active: true, service: false }).first(columns)

/** Holds the user against a change of password until the transaction ends. */
export const lockCredentials = (trx: Trx, userId: string): Promise<Credentials | undefined> =>
  trx('users').where({ id: userId, active: true, service: false }).forNoKeyUpdate().first(columns)

/** Returns false when the user is gone or deactivated. */
export const writePassword = async (trx: Trx, userId: string, passwordHash: string): Promise<boolean> => {
  const changed = await trx('users')
    .where({ id: userId, active: true, service: false })
    .update({ password_hash: passwordHash, version: trx.raw('version + 1') })
  return changed === 1
}

export const countUsers = async (db: Queryable): Promise<number> => {
  const [row] = await db('users').count<{ count: number }[]>('id as count')
  return row!.count
}

export const hasUsers = async (db: Queryable): Promise<boolean> =>
  (await db('users').first('id')) !== undefined

/** One change of what hangs on a user at a time, until the transaction ends. */
export const lockUser = (trx: Trx, userId: string): Promise<{ id: string } | undefined> =>
  trx('users').where('id', userId).forNoKeyUpdate().first<{ id: string }>('id')
