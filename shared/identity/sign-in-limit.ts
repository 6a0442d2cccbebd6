/**
 * How guessing is slowed down without handing anyone a way to lock a victim out. Failures are counted by account
 * and address together, by address, and by account. A device or an address that has signed in to the account
 * before is held to its own failures only: what a stranger does elsewhere does not reach it.
 */

export const signInLimits = {
  windowMs: 15 * 60_000,
  /** Failures on one account from one address. */
  pair: 5,
  /** Failures from one address on any accounts: spraying. */
  address: 40,
  /** Failures on one account from any addresses: a distributed attack. */
  account: 60,
  /** Failures on one account from one device it knows. */
  device: 10,
} as const
export type SignInLimits = Record<keyof typeof signInLimits, number>

/** Whoever comes to the second step knows the password, and has a million codes to guess among. */
export const secondStepLimits: SignInLimits = {
  windowMs: signInLimits.windowMs,
  pair: 5,
  address: 20,
  account: 20,
  device: 10,
}

/** How the account knows the one who tries. */
export type Acquaintance = 'device' | 'address' | 'stranger'

/** A counted try within the window, seen from the one being judged. */
export type EarlierTry = { at: number; sameAccount: boolean; sameAddress: boolean; sameDevice: boolean }

/** Ms to wait before the next try; 0 admits it. `earlier` is in order of time, the present try not among them. */
export const waitBeforeSignIn = (
  acquaintance: Acquaintance,
  earlier: EarlierTry[],
  now: number,
  limits: SignInLimits = signInLimits,
): number => {
  const pair = earlier.filter((one) => one.sameAccount && one.sameAddress)
  if (acquaintance === 'device') {
    return waitFor(
      earlier.filter((one) => one.sameAccount && one.sameDevice),
      limits.device,
      now,
    )
  }
  if (acquaintance === 'address') return waitFor(pair, limits.pair, now)
  return Math.max(
    waitFor(pair, limits.pair, now),
    waitFor(
      earlier.filter((one) => one.sameAddress),
      limits.address,
      now,
    ),
    waitFor(
      earlier.filter((one) => one.sameAccount),
      limits.account,
      now,
    ),
  )
}

/** Until so many have left the window that fewer than `limit` remain. */
export const waitFor = (
  tries: { at: number }[],
  limit: number,
  now: number,
  windowMs: number = signInLimits.windowMs,
): number => {
  const counted = tries.filter((one) => one.at > now - windowMs)
  const last = counted[counted.length - limit]
  return last ? Math.max(0, last.at + windowMs - now) : 0
}
