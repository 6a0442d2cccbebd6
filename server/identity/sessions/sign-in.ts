/**
 * E-mail and password for a session, or for a challenge where a second factor is to follow. A wrong pair says the
 * same, after the same time, whatever was wrong.
 */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { SignInChallenge } from '#shared/identity/session.contract.ts'
import { audit } from '../audit/audit.store.ts'
import type { Attempt } from '../limits/attempt.store.ts'
import { passwordFits } from '../passwords/hash-password.ts'
import { insertChallenge } from '../second-factor/challenge.store.ts'
import { hasSecondFactor } from '../second-factor/second-factor.store.ts'
import { newToken, sha256 } from '../secret.ts'
import { type Credentials, lockCredentials, readCredentials } from '../users/credentials.store.ts'
import { admitSignIn, type Knock, signInTrace } from './admit-sign-in.ts'
import { letIn, type SignedIn } from './let-in.ts'

export type SignInTry = Knock & { password: string }

export const signIn = async (platform: Platform, entry: SignInTry): Promise<SignedIn | SignInChallenge> => {
  const { attempt, id } = await admitSignIn(platform, entry, 'sign-in')
  const found = await readCredentials(platform.db, entry.email)
  const fits = await passwordFits(found?.passwordHash ?? null, entry.password)
  const next = found && fits ? await goOn(platform, entry, attempt, found) : null
  if (next) return next
  await audit(platform.db, signInTrace(platform, entry, found?.id ?? null, 'failed'))
  platform.log.debug({ attempt: id }, 'sign-in refused')
  throw new HubError('bad_sign_in', 401)
}

/**
 * Null when the password was changed or the user deactivated since it was checked. Before a challenge the try stays
 * counted: only the end of the sign-in clears it, so that challenges cannot be had without end.
 */
const goOn = (
  platform: Platform,
  knock: Knock,
  attempt: Attempt,
  checked: Credentials,
): Promise<SignedIn | SignInChallenge | null> =>
  inTransaction(platform.db, async (trx: Trx) => {
    const present = await lockCredentials(trx, checked.id)
    if (!present?.passwordHash || present.passwordHash !== checked.passwordHash) return null
    if (!(await hasSecondFactor(trx, checked.id))) {
      return letIn(platform, trx, { userId: checked.id, knock, attempt })
    }
    const challenge = newToken()
    const expiresAt = await insertChallenge(trx, {
      tokenHash: sha256(challenge),
      userId: checked.id,
      passwordMark: sha256(present.passwordHash),
      now: platform.clock.now(),
    })
    return { challenge, expiresAt }
  })
