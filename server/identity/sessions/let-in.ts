/** The end of every sign-in: who has proved who they are gets a session, and is known here from now on. */
import type { Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import { type Attempt, forgetTries, rememberPlaces } from '../limits/attempt.store.ts'
import { newToken, sha256 } from '../secret.ts'
import { type Knock, signInTrace } from './admit-sign-in.ts'
import { type StartedSession, startSession } from './start-session.ts'

export type SignedIn = StartedSession & { userId: string; deviceToken: string }

export const letIn = async (
  platform: Platform,
  trx: Trx,
  entry: { userId: string; knock: Knock; attempt: Attempt; data?: Record<string, unknown> },
): Promise<SignedIn> => {
  const { userId, knock, attempt } = entry
  const now = platform.clock.now()
  const started = await startSession(trx, { ...knock, userId, now })
  const deviceToken = attempt.device && knock.deviceToken ? knock.deviceToken : newToken()
  await forgetTries(trx, { ...attempt, kind: 'sign-in' })
  await forgetTries(trx, { ...attempt, kind: 'second-factor' })
  await rememberPlaces(
    trx,
    userId,
    [
      { kind: 'address', value: attempt.address },
      { kind: 'device', value: sha256(deviceToken).toString('hex') },
    ],
    now,
  )
  await audit(trx, signInTrace(platform, knock, userId, 'ok', entry.data))
  return { ...started, userId, deviceToken }
}
