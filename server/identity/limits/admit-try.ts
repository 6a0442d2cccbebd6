/** Lets a guessable act through unless there were too many lately; the try counts until it is taken back. */
import { tooMany } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { waitFor } from '#shared/identity/sign-in-limit.ts'
import { addressKey } from './address-key.ts'
import { type AttemptKind, dropAttempt, putAttempt, readEarlierTries } from './attempt.store.ts'

const WINDOW_MS = 15 * 60_000

/** At most so many in 15 minutes, from one address and on one account. */
export type TryLimits = { address: number; account?: number }

/** Returns the take-back, to be called when it turned out to be no guess. Throws 429. */
export const admitTry = async (
  platform: Platform,
  entry: { kind: AttemptKind; account: string; address: string },
  limits: TryLimits,
): Promise<() => Promise<unknown>> => {
  const now = platform.clock.now()
  const attempt = { ...entry, address: addressKey(entry.address), device: null }
  const id = await putAttempt(platform.db, attempt, now)
  const earlier = await readEarlierTries(platform.db, id, attempt, now - WINDOW_MS)
  const wait = Math.max(
    waitFor(
      earlier.filter((one) => one.sameAddress),
      limits.address,
      now,
      WINDOW_MS,
    ),
    limits.account === undefined
      ? 0
      : waitFor(
          earlier.filter((one) => one.sameAccount),
          limits.account,
          now,
          WINDOW_MS,
        ),
  )
  if (wait === 0) return () => dropAttempt(platform.db, id)
  await dropAttempt(platform.db, id)
  throw tooMany(Math.ceil(wait / 1000))
}
