/** Counts a step of a sign-in as a possible guess; too many of them and the next must wait. */
import { tooMany } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { secondStepLimits, signInLimits, waitBeforeSignIn } from '#shared/identity/sign-in-limit.ts'
import { audit } from '../audit/audit.store.ts'
import { addressKey } from '../limits/address-key.ts'
import {
  type Attempt,
  dropAttempt,
  putAttempt,
  readAcquaintance,
  readEarlierTries,
} from '../limits/attempt.store.ts'
import { sha256 } from '../secret.ts'

/** Who knocks, from where, with what device. */
export type Knock = {
  /** In lower case. */
  email: string
  address: string
  userAgent: string | null
  /** From the device's cookie, if it has one. */
  deviceToken: string | undefined
}

const limitsOf = { 'sign-in': signInLimits, 'second-factor': secondStepLimits } as const

/** Throws 429 `too_many` when there were too many. */
export const admitSignIn = async (
  platform: Platform,
  knock: Knock,
  kind: keyof typeof limitsOf,
): Promise<{ attempt: Attempt; id: number }> => {
  const now = platform.clock.now()
  const device = knock.deviceToken ? sha256(knock.deviceToken).toString('hex') : null
  const address = addressKey(knock.address)
  const acquaintance = await readAcquaintance(platform.db, { account: knock.email, address, device }, now)
  const attempt: Attempt = {
    kind,
    account: knock.email,
    address,
    device: acquaintance === 'device' ? device : null,
  }
  const limits = limitsOf[kind]
  const id = await putAttempt(platform.db, attempt, now)
  const earlier = await readEarlierTries(platform.db, id, attempt, now - limits.windowMs)
  const wait = waitBeforeSignIn(acquaintance, earlier, now, limits)
  if (wait === 0) return { attempt, id }
  await dropAttempt(platform.db, id)
  await audit(platform.db, signInTrace(platform, knock, null, 'denied', { reason: 'too_many' }))
  throw tooMany(Math.ceil(wait / 1000))
}

/** A line of the audit about a sign-in; never the password or the code. */
export const signInTrace = (
  platform: Platform,
  knock: Pick<Knock, 'email' | 'address'>,
  userId: string | null,
  outcome: 'ok' | 'failed' | 'denied',
  data: Record<string, unknown> = {},
) => ({
  at: platform.clock.now(),
  actorId: outcome === 'ok' ? userId : null,
  action: 'sign-in',
  outcome,
  address: knock.address,
  ...(userId && { subjectKind: 'user', subjectId: userId }),
  data: { email: knock.email, ...data },
})
