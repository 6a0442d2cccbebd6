/** Tries that may be guesses, counted in PostgreSQL: they outlive Redis and are seen by every node. */
import type { Database, Queryable, Trx } from '#server/platform/database.ts'
import type { Acquaintance, EarlierTry } from '#shared/identity/sign-in-limit.ts'

export type AttemptKind =
  | 'sign-in'
  | 'second-factor'
  | 'password-change'
  | 'reset-request'
  | 'reset-use'
  | 'first-administrator'
  | 'follow'
  | 'claim-form'

export type Attempt = {
  kind: AttemptKind
  /** E-mail in lower case; empty where there is none. */
  account: string
  /** From `addressKey`. */
  address: string
  /** SHA-256 (hex) of a device the account knows; null for others. */
  device: string | null
}

/** More than any limit admits: a bound on the read, not on the counting. */
const MOST_READ = 1_000

/**
 * Counts the try before it is judged, so that tries sent side by side see each other; returns its id.
 * Outside a transaction: it must be visible at once.
 */
export const putAttempt = async (db: Database, attempt: Attempt, now: number): Promise<number> => {
  const [row] = await db('attempts')
    .insert({ ...attempt, at: new Date(now) })
    .returning<{ id: number }[]>('id')
  return row!.id
}

/** The other tries of the window that share the account or the address, oldest first. */
export const readEarlierTries = async (
  db: Queryable,
  own: number,
  attempt: Attempt,
  since: number,
): Promise<EarlierTry[]> => {
  const rows = await db('attempts')
    .where('kind', attempt.kind)
    .where('at', '>', new Date(since))
    .whereNot('id', own)
    .where((either) => {
      either.where('address', attempt.address)
      if (attempt.account !== '') either.orWhere('account', attempt.account)
    })
    .orderBy('at', 'desc')
    .limit(MOST_READ)
    .select<{ at: number; account: string; address: string; device: string | null }[]>(
      'at',
      'account',
      'address',
      'device',
    )
  return rows.reverse().map((row) => ({
    at: row.at,
    sameAccount: row.account === attempt.account,
    sameAddress: row.address === attempt.address,
    sameDevice: attempt.device !== null && row.device === attempt.device,
  }))
}

/** A try that turned out to be no guess, or was not admitted, is not held against anyone. */
export const dropAttempt = (db: Queryable, id: number): Promise<number> =>
  db('attempts').where('id', id).delete()

/** After a success the account starts afresh at this address. */
export const forgetTries = (trx: Trx, attempt: Attempt): Promise<number> =>
  trx('attempts').where({ kind: attempt.kind, account: attempt.account, address: attempt.address }).delete()

/** All that holds the account up, wherever it came from. */
export const clearTries = (trx: Trx, account: string): Promise<number> =>
  trx('attempts').where('account', account).delete()

const TRUSTED_MS = 90 * 86_400_000

/** How the account knows this device or address, if at all. */
export const readAcquaintance = async (
  db: Queryable,
  who: { account: string; address: string; device: string | null },
  now: number,
): Promise<Acquaintance> => {
  const rows = await db('sign_in_places as place')
    .join('users', 'users.id', 'place.user_id')
    .whereRaw('lower(users.email) = ?', [who.account])
    .where('place.last_at', '>', new Date(now - TRUSTED_MS))
    .where((either) =>
      either
        .where({ 'place.kind': 'address', 'place.value': who.address })
        .orWhere({ 'place.kind': 'device', 'place.value': who.device ?? '' }),
    )
    .select<{ kind: 'address' | 'device' }[]>('place.kind')
  if (rows.some(({ kind }) => kind === 'device')) return 'device'
  return rows.length > 0 ? 'address' : 'stranger'
}

export const rememberPlaces = async (
  trx: Trx,
  userId: string,
  places: { kind: 'address' | 'device'; value: string }[],
  now: number,
): Promise<void> => {
  await trx('sign_in_places')
    .insert(places.map((place) => ({ user_id: userId, ...place, last_at: new Date(now) })))
    .onConflict(['user_id', 'kind', 'value'])
    .merge(['last_at'])
}

/** After a password was taken back, a thief's device is no longer known. */
export const forgetPlaces = (trx: Trx, userId: string): Promise<number> =>
  trx('sign_in_places').where('user_id', userId).delete()
