/** Shows a user the secret for their phone; nothing is asked for until a code comes back. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { seal } from '#server/platform/secret-box.ts'
import { provePassword } from '../passwords/prove-password.ts'
import { writeOffer } from './second-factor.store.ts'
import { boxOf } from './take-code.ts'
import { newTotpSecret, totpUri } from './totp.ts'

/** 422 `password: wrong_password`; 409 `second_factor_on`. */
export const offerSecondFactor = async (
  platform: Platform,
  actor: Actor,
  entry: { password: string; address: string },
): Promise<{ secret: string; uri: string }> => {
  const { credentials, takeBack } = await provePassword(platform, actor, {
    ...entry,
    field: 'password',
    action: 'second-factor.on',
  })
  await takeBack()
  const secret = newTotpSecret()
  const secretSealed = seal(platform.config.SECRET_KEY, boxOf(actor.userId), secret)
  const now = platform.clock.now()
  const offered = await inTransaction(platform.db, (trx) =>
    writeOffer(trx, { userId: actor.userId, secretSealed, now }),
  )
  if (!offered) throw conflict('second_factor_on')
  return { secret, uri: totpUri(secret, credentials.email) }
}
