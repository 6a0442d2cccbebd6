/** The only SQL of second factors and their recovery codes. Each move names the state it starts from. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type SecondFactor = {
  state: 'offered' | 'on'
  secretSealed: string
  turnedOnAt: number | null
}

export const findSecondFactor = (db: Queryable, userId: string): Promise<SecondFactor | undefined> =>
  db('second_factors')
    .where('user_id', userId)
    .first({ state: 'state', secretSealed: 'secret_sealed', turnedOnAt: 'turned_on_at' })

export const hasSecondFactor = async (db: Queryable, userId: string): Promise<boolean> =>
  (await findSecondFactor(db, userId))?.state === 'on'

/** off or offered → offered. False when it is on. */
export const writeOffer = async (
  trx: Trx,
  offer: { userId: string; secretSealed: string; now: number },
): Promise<boolean> => {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into second_factors (user_id, state, secret_sealed, offered_at)
     values (:userId, 'offered', :secretSealed, :now)
     on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, offered_at = excluded.offered_at
      where second_factors.state = 'offered'`,
    { ...offer, now: new Date(offer.now) },
  )
  return rowCount === 1
}

/** offered → on, if the secret is still the one that the code was judged by. */
export const writeTurnedOn = async (
  trx: Trx,
  on: { userId: string; secretSealed: string; step: number; now: number },
): Promise<boolean> => {
  const changed = await trx('second_factors')
    .where({ user_id: on.userId, state: 'offered', secret_sealed: on.secretSealed })
    .update({ state: 'on', turned_on_at: new Date(on.now), last_step: on.step })
  return changed === 1
}

/** on → off, with all its recovery codes. */
export const deleteSecondFactor = async (trx: Trx, userId: string): Promise<boolean> =>
  (await trx('second_factors').where({ user_id: userId, state: 'on' }).delete()) === 1

/** Uses the code of a step up, and every older one: of two at once one gets false. */
export const takeStep = async (trx: Trx, userId: string, step: number): Promise<boolean> => {
  const changed = await trx('second_factors')
    .where({ user_id: userId, state: 'on' })
    .where('last_step', '<', step)
    .update({ last_step: step })
  return changed === 1
}

export const replaceRecoveryCodes = async (trx: Trx, userId: string, hashes: Buffer[]): Promise<void> => {
  await trx('recovery_codes').where('user_id', userId).delete()
  await trx('recovery_codes').insert(hashes.map((code_hash) => ({ user_id: userId, code_hash })))
}

/** Uses one up; false when there is no such code, or it was used. */
export const takeRecoveryCode = async (
  trx: Trx,
  userId: string,
  codeHash: Buffer,
  now: number,
): Promise<boolean> => {
  const changed = await trx('recovery_codes')
    .where({ user_id: userId, code_hash: codeHash, used_at: null })
    .update({ used_at: new Date(now) })
  return changed === 1
}

export const countRecoveryCodes = async (db: Queryable, userId: string): Promise<number> => {
  const [row] = await db('recovery_codes')
    .where({ user_id: userId, used_at: null })
    .count<{ count: number }[]>('code_hash as count')
  return row!.count
}

/** Does a role of the user's ask for a second factor? */
export const isSecondFactorNeeded = async (db: Queryable, userId: string): Promise<boolean> =>
  (await db('user_roles')
    .join('roles', 'roles.id', 'user_roles.role_id')
    .where({ 'user_roles.user_id': userId, 'roles.needs_second_factor': true })
    .first('roles.id')) !== undefined
