/**
 * How often one address may come to `/call`, dial, and speak there. Counted in this node's memory: it holds while Redis
 * is away, and how many calls an address may have open at all is counted in the database (dial.ts).
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressKey } from '../../identity/index.ts'
import { tooMany } from '../../platform/errors.ts'

/** For each call that an address may have open: lines and calls a minute, messages in ten seconds. */
const [LINES, DIALS, MESSAGES] = [6, 3, 50]

/** Each throws 429 `too_many` with the seconds to wait. */
export type CallerLimits = {
  connect(address: string): Promise<void>
  dial(address: string): Promise<void>
  speak(address: string): Promise<void>
}

export const createCallerLimits = (callsPerAddress: number): CallerLimits => {
  const limit = (points: number, seconds: number) => {
    const limiter = new RateLimiterMemory({ points: points * callsPerAddress, duration: seconds })
    return async (address: string): Promise<void> => {
      try {
        await limiter.consume(addressKey(address))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)))
      }
    }
  }
  return { connect: limit(LINES, 60), dial: limit(DIALS, 60), speak: limit(MESSAGES, 10) }
}
