/** Takes what the user typed as the second factor: a code of the app or a recovery code, each once. */
import type { Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { unseal } from '#server/platform/secret-box.ts'
import { hashOfCode } from '../one-time-code.ts'
import { findSecondFactor, takeRecoveryCode, takeStep } from './second-factor.store.ts'
import { stepOfCode } from './totp.ts'

/** The name under which a user's secret is sealed. */
export const boxOf = (userId: string): string => `second-factor:${userId}`

export type CodeKind = 'app' | 'recovery'

/** Null when it is wrong or was taken before; the transaction then has nothing to keep. */
export const takeCode = async (
  { config, clock, log }: Platform,
  trx: Trx,
  userId: string,
  typed: string,
): Promise<CodeKind | null> => {
  const code = typed.replace(/[\s-]/g, '')
  const now = clock.now()
  if (!/^\d{6}$/.test(code)) {
    return (await takeRecoveryCode(trx, userId, hashOfCode(code), now)) ? 'recovery' : null
  }
  const factor = await findSecondFactor(trx, userId)
  if (factor?.state !== 'on') return null
  const secret = unseal(config.SECRET_KEY, boxOf(userId), factor.secretSealed)
  if (secret === null) {
    log.error({ userId }, 'the secret of a second factor does not open: was SECRET_KEY changed?')
    return null
  }
  const step = stepOfCode(secret, code, now)
  return step !== null && (await takeStep(trx, userId, step)) ? 'app' : null
}
