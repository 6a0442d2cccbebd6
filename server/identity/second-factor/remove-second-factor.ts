/** What the user does to a second factor that is on, each by password and code: remove it, or renew its recovery codes. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { auditFailedProof, provePassword } from '../passwords/prove-password.ts'
import { lockCredentials } from '../users/credentials.store.ts'
import { leaveTrace, type SecondFactorDeed } from './leave-trace.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { deleteSecondFactor, hasSecondFactor } from './second-factor.store.ts'
import { takeCode } from './take-code.ts'

type Entry = { password: string; code: string; address: string }

const proven = async <T>(
  platform: Platform,
  actor: Actor,
  entry: Entry,
  how: SecondFactorDeed,
  act: (trx: Trx) => Promise<T>,
): Promise<T> => {
  const { userId } = actor
  const action = `second-factor.${how}`
  const { takeBack } = await provePassword(platform, actor, { ...entry, field: 'password', action })
  const result = await inTransaction(platform.db, async (trx) => {
    await lockCredentials(trx, userId)
    if (!(await hasSecondFactor(trx, userId))) throw conflict('second_factor_off')
    const by = await takeCode(platform, trx, userId, entry.code)
    if (!by) return null
    const done = await act(trx)
    const now = platform.clock.now()
    await leaveTrace(trx, { userId, how, actorId: userId, address: entry.address, data: { by }, now })
    return { done }
  })
  if (!result) {
    const { address } = entry
    await auditFailedProof(platform, actor, { action, address, data: { reason: 'second-factor' } })
    throw invalid({ code: 'bad_code' })
  }
  await takeBack()
  return result.done
}

/** 422 `password: wrong_password`, `code: bad_code`; 409 `second_factor_off`. */
export const removeSecondFactor = (platform: Platform, actor: Actor, entry: Entry): Promise<void> =>
  proven(platform, actor, entry, 'removed', async (trx) => {
    if (!(await deleteSecondFactor(trx, actor.userId))) throw conflict('second_factor_off')
  })

/** The ten new ones; refused as above. */
export const renewRecoveryCodes = (platform: Platform, actor: Actor, entry: Entry): Promise<string[]> =>
  proven(platform, actor, entry, 'codes-renewed', (trx) => makeRecoveryCodes(trx, actor.userId))
