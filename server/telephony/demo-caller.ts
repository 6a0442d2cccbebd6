/** Asks the callers' process for one caller of the demo company. On a hub that is no demo there is no such address. */
import { letCallerRing } from '#shared/telephony/demo-caller.contract.ts'
import { addressKey } from '../identity/index.ts'
import { tooMany } from '../platform/errors.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { notifyCallers } from './demo-caller.store.ts'
import { demoPhone } from './demo-phone.store.ts'

const NOT_OFTENER_MS = 3_000
/** From one address, and with how many tries in a row. */
const WINDOW_MS = 60_000
const OF_ONE_ADDRESS = 5

export const demoRoutes = (platform: Platform): Route[] => {
  if (!platform.config.DEMO) return []
  const admit = limiter()
  return [
    handle(letCallerRing, async ({ body, address }) => {
      const { clock, db } = platform
      admit(addressKey(address), clock.now())
      const phone = await demoPhone(db, body.language)
      await notifyCallers(db, `${body.language} ${phone ?? ''}`.trim())
      return undefined
    }),
  ]
}

/** Counted by each node for itself: the callers' process bounds how many callers there are at once. Throws 429. */
const limiter = () => {
  let asked: { address: string; at: number }[] = []
  return (address: string, now: number): void => {
    asked = asked.filter(({ at }) => at > now - WINDOW_MS)
    const own = asked.filter((one) => one.address === address)
    const last = asked.at(-1)?.at ?? Number.NEGATIVE_INFINITY
    const wait = Math.max(
      last + NOT_OFTENER_MS - now,
      own.length < OF_ONE_ADDRESS ? 0 : (own[0] as { at: number }).at + WINDOW_MS - now,
    )
    if (wait > 0) throw tooMany(Math.ceil(wait / 1_000))
    asked.push({ address, at: now })
  }
}
