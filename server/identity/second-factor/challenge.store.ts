/** The only SQL of the time between the two steps of a sign-in. */
import type { Database, Queryable, Trx } from '#server/platform/database.ts'

export const CHALLENGE_MS = 5 * 60_000
/** Wrong codes that one challenge bears. */
export const CHALLENGE_TRIES = 5

export type OpenChallenge = { userId: string; email: string; passwordMark: Buffer }

export const insertChallenge = async (
  trx: Trx,
  challenge: { tokenHash: Buffer; userId: string; passwordMark: Buffer; now: number },
): Promise<number> => {
  const expiresAt = challenge.now + CHALLENGE_MS
  await trx('sign_in_challenges').insert({
    token_hash: challenge.tokenHash,
    user_id: challenge.userId,
    password_mark: challenge.passwordMark,
    made_at: new Date(challenge.now),
    expires_at: new Date(expiresAt),
  })
  return expiresAt
}

const open = (db: Queryable, tokenHash: Buffer, now: number) =>
  db('sign_in_challenges')
    .where({ 'sign_in_challenges.token_hash': tokenHash, 'sign_in_challenges.used_at': null })
    .where('sign_in_challenges.expires_at', '>', new Date(now))

export const findOpenChallenge = (
  db: Queryable,
  tokenHash: Buffer,
  now: number,
): Promise<OpenChallenge | undefined> =>
  open(db, tokenHash, now)
    .join('users', 'users.id', 'sign_in_challenges.user_id')
    .where('users.active', true)
    .first({
      userId: 'users.id',
      email: db.raw('lower(users.email)'),
      passwordMark: 'sign_in_challenges.password_mark',
    })

/** Counts a try before it is judged, so that those sent side by side see each other; false when there were enough. */
export const countChallengeTry = async (db: Database, tokenHash: Buffer, now: number): Promise<boolean> =>
  (await open(db, tokenHash, now).where('tries', '<', CHALLENGE_TRIES).increment('tries', 1)) === 1

/** open → used; of two at once one gets false. */
export const useChallenge = async (trx: Trx, tokenHash: Buffer, now: number): Promise<boolean> =>
  (await open(trx, tokenHash, now).update({ used_at: new Date(now) })) === 1
