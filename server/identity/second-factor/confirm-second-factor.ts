/** A code came back from the phone: the second factor is on, and whoever else is signed in as this user is out. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { unseal } from '#server/platform/secret-box.ts'
import { admitTry } from '../limits/admit-try.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { leaveTrace } from './leave-trace.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { findSecondFactor, writeTurnedOn } from './second-factor.store.ts'
import { boxOf } from './take-code.ts'
import { stepOfCode } from './totp.ts'

const LIMITS = { address: 40 }

/** The ten recovery codes. 422 `code: bad_code`; 409 `second_factor_on`, `not_offered`. */
export const confirmSecondFactor = async (
  platform: Platform,
  actor: Actor,
  entry: { code: string; address: string },
): Promise<string[]> => {
  const { userId, sessionId } = actor
  const takeBack = await admitTry(
    platform,
    { kind: 'second-factor', account: '', address: entry.address },
    LIMITS,
  )
  const offered = await findSecondFactor(platform.db, userId)
  if (!offered) throw conflict('not_offered')
  if (offered.state === 'on') throw conflict('second_factor_on')
  const secret = unseal(platform.config.SECRET_KEY, boxOf(userId), offered.secretSealed)
  const now = platform.clock.now()
  const step = secret && stepOfCode(secret, entry.code.replace(/[\s-]/g, ''), now)
  if (typeof step !== 'number') throw invalid({ code: 'bad_code' })
  await takeBack()
  return inTransaction(platform.db, async (trx) => {
    const { secretSealed } = offered
    if (!(await writeTurnedOn(trx, { userId, secretSealed, step, now }))) throw conflict('second_factor_on')
    const codes = await makeRecoveryCodes(trx, userId)
    await endSessions(
      trx,
      { userId, except: sessionId },
      { reason: 'second-factor-on', actorId: userId, now },
    )
    await leaveTrace(trx, { userId, how: 'on', actorId: userId, address: entry.address, now })
    return codes
  })
}
