/** E-mail and password for a session. A wrong pair says the same, after the same time, whatever was wrong. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { HubError, tooMany } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { signInLimits, waitBeforeSignIn } from '#shared/identity/sign-in-limit.ts'
import { audit } from '../audit/audit.store.ts'
import { addressKey } from '../limits/address-key.ts'
import {
  type Attempt,
  dropAttempt,
  forgetTries,
  putAttempt,
  readAcquaintance,
  readEarlierTries,
  rememberPlaces,
} from '../limits/attempt.store.ts'
import { passwordFits } from '../passwords/hash-password.ts'
import { newToken, sha256 } from '../secret.ts'
import { type Credentials, lockCredentials, readCredentials } from '../users/credentials.store.ts'
import { type StartedSession, startSession } from './start-session.ts'

export type SignInTry = {
  email: string
  password: string
  address: string
  userAgent: string | null
  /** From the device's cookie, if it has one. */
  deviceToken: string | undefined
}

export type SignedIn = StartedSession & { userId: string; deviceToken: string }

export const signIn = async (platform: Platform, entry: SignInTry): Promise<SignedIn> => {
  const { attempt, id } = await admit(platform, entry)
  const found = await readCredentials(platform.db, entry.email)
  const fits = await passwordFits(found?.passwordHash ?? null, entry.password)
  const started = found && fits ? await open(platform, entry, attempt, found) : null
  if (started) return started
  await audit(platform.db, trace(platform, entry, found?.id ?? null, 'failed'))
  platform.log.debug({ attempt: id }, 'sign-in refused')
  throw new HubError('bad_sign_in', 401)
}

/** Counts the try; 429 when there were too many. */
const admit = async (platform: Platform, entry: SignInTry): Promise<{ attempt: Attempt; id: number }> => {
  const now = platform.clock.now()
  const device = entry.deviceToken ? sha256(entry.deviceToken).toString('hex') : null
  const address = addressKey(entry.address)
  const acquaintance = await readAcquaintance(platform.db, { account: entry.email, address, device }, now)
  const attempt: Attempt = {
    kind: 'sign-in',
    account: entry.email,
    address,
    device: acquaintance === 'device' ? device : null,
  }
  const id = await putAttempt(platform.db, attempt, now)
  const earlier = await readEarlierTries(platform.db, id, attempt, now - signInLimits.windowMs)
  const wait = waitBeforeSignIn(acquaintance, earlier, now)
  if (wait === 0) return { attempt, id }
  await dropAttempt(platform.db, id)
  await audit(platform.db, trace(platform, entry, null, 'denied'))
  throw tooMany(Math.ceil(wait / 1000))
}

/** Null when the password was changed or the user deactivated since it was checked. */
const open = (
  platform: Platform,
  entry: SignInTry,
  attempt: Attempt,
  checked: Credentials,
): Promise<SignedIn | null> =>
  inTransaction(platform.db, async (trx: Trx) => {
    const now = platform.clock.now()
    const present = await lockCredentials(trx, checked.id)
    if (present?.passwordHash !== checked.passwordHash) return null
    const started = await startSession(trx, { ...entry, userId: checked.id, now })
    const deviceToken = attempt.device && entry.deviceToken ? entry.deviceToken : newToken()
    await forgetTries(trx, attempt)
    await rememberPlaces(
      trx,
      checked.id,
      [
        { kind: 'address', value: attempt.address },
        { kind: 'device', value: sha256(deviceToken).toString('hex') },
      ],
      now,
    )
    await audit(trx, trace(platform, entry, checked.id, 'ok'))
    return { ...started, userId: checked.id, deviceToken }
  })

const trace = (
  platform: Platform,
  entry: SignInTry,
  userId: string | null,
  outcome: 'ok' | 'failed' | 'denied',
) => ({
  at: platform.clock.now(),
  actorId: outcome === 'ok' ? userId : null,
  action: 'sign-in',
  outcome,
  address: entry.address,
  ...(userId && { subjectKind: 'user', subjectId: userId }),
  data: { email: entry.email, ...(outcome === 'denied' && { reason: 'too_many' }) },
})
