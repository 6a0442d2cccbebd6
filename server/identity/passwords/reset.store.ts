/** The only SQL of reset codes; a code itself is never stored, only its SHA-256. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ResetPurpose } from '#shared/identity/password.contract.ts'

export type NewReset = {
  codeHash: Buffer
  userId: string
  purpose: ResetPurpose
  madeBy: string | null
  now: number
  expiresAt: number
}

export const insertReset = async (trx: Trx, reset: NewReset): Promise<void> => {
  await trx('password_resets').insert({
    token_hash: reset.codeHash,
    user_id: reset.userId,
    purpose: reset.purpose,
    made_by: reset.madeBy,
    created_at: new Date(reset.now),
    expires_at: new Date(reset.expiresAt),
  })
}

export type OpenReset = {
  userId: string
  purpose: ResetPurpose
  email: string
  name: string
  language: 'ru' | 'en'
}

/** A code that is neither used nor expired, of a user who is not deactivated. */
export const findOpenReset = (db: Queryable, codeHash: Buffer, now: number): Promise<OpenReset | undefined> =>
  db('password_resets as reset')
    .join('users', 'users.id', 'reset.user_id')
    .where('reset.token_hash', codeHash)
    .whereNull('reset.used_at')
    .where('reset.expires_at', '>', new Date(now))
    .where('users.active', true)
    .first({
      userId: 'reset.user_id',
      purpose: 'reset.purpose',
      email: 'users.email',
      name: 'users.name',
      language: 'users.language',
    })

/** open → used. Of two at once one gets false. */
export const useReset = async (trx: Trx, codeHash: Buffer, now: number): Promise<boolean> => {
  const used = await trx('password_resets')
    .where('token_hash', codeHash)
    .whereNull('used_at')
    .where('expires_at', '>', new Date(now))
    .update({ used_at: new Date(now) })
  return used === 1
}

/** A new password makes every other code of the user worthless; so does a new code of the same purpose. */
export const voidResets = (
  trx: Trx,
  which: { userId: string; purpose?: ResetPurpose },
  now: number,
): Promise<number> => {
  const query = trx('password_resets').where({ user_id: which.userId }).whereNull('used_at')
  if (which.purpose) query.where('purpose', which.purpose)
  return query.update({ used_at: new Date(now) })
}

/** Mails asked for since then. */
export const countRequestedResets = async (db: Queryable, userId: string, since: number): Promise<number> => {
  const [row] = await db('password_resets')
    .where({ user_id: userId, purpose: 'mail' })
    .where('created_at', '>', new Date(since))
    .count<{ count: number }[]>('* as count')
  return row!.count
}
