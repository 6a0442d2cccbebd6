/** A new password for a one-time code. Every session of the user ends; of two uses at once one fails. */
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { passwordFault } from '#shared/identity/password.policy.ts'
import { passwordChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { admitTry } from '../limits/admit-try.ts'
import { forgetPlaces } from '../limits/attempt.store.ts'
import { hashOfCode } from '../one-time-code.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { writePassword } from '../users/credentials.store.ts'
import { hashPassword } from './hash-password.ts'
import { findOpenReset, type OpenReset, useReset, voidResets } from './reset.store.ts'

const LIMITS = { address: 20 }
const badCode = () => invalid({ code: 'bad_code' })

/** Whose password the code opens; a wrong one counts against the address. */
export const peekAtReset = async (
  platform: Platform,
  entry: { code: string; address: string },
): Promise<OpenReset> => {
  const takeBack = await admitTry(
    platform,
    { kind: 'reset-use', account: '', address: entry.address },
    LIMITS,
  )
  const found = await findOpenReset(platform.db, hashOfCode(entry.code), platform.clock.now())
  if (!found) {
    await audit(platform.db, {
      at: platform.clock.now(),
      actorId: null,
      action: 'password.reset',
      outcome: 'failed',
      address: entry.address,
      data: { reason: 'bad_code' },
    })
    throw badCode()
  }
  await takeBack()
  return found
}

export const resetPassword = async (
  platform: Platform,
  entry: { code: string; password: string; address: string },
): Promise<{ email: string }> => {
  const found = await peekAtReset(platform, entry)
  const fault = passwordFault(entry.password, found.email)
  if (fault) throw invalid({ password: fault })
  // Before the transaction: hashing takes longer than a transaction may.
  const passwordHash = await hashPassword(entry.password)
  await inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    const { userId } = found
    if (!(await useReset(trx, hashOfCode(entry.code), now))) throw badCode()
    if (!(await writePassword(trx, userId, passwordHash))) throw badCode()
    await voidResets(trx, { userId }, now)
    await forgetPlaces(trx, userId)
    await endSessions(trx, { userId }, { reason: 'password-reset', actorId: userId, now })
    await appendEvent(trx, passwordChanged, {
      subjectId: userId,
      actorId: userId,
      at: now,
      data: { how: found.purpose },
    })
    await audit(trx, {
      at: now,
      actorId: userId,
      action: 'password.reset',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: userId,
      address: entry.address,
      data: { how: found.purpose },
    })
  })
  return { email: found.email }
}
