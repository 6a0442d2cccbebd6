/** Asks the callers' process for one caller, from the number of a client whose card is worth seeing. */
import { letCallerRing } from '#shared/telephony/demo-caller.contract.ts'
import { notFound, tooMany } from '../platform/errors.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { notifyCallers } from './demo-caller.store.ts'
import { busiestPhone } from './region.store.ts'

const NOT_OFTENER_MS = 3_000

export const demoRoutes = (platform: Platform): Route[] => {
  let last = 0
  return [
    handle(letCallerRing, async ({ body }) => {
      const { config, clock, db } = platform
      if (!config.DEMO) throw notFound('demo')
      if (clock.now() - last < NOT_OFTENER_MS) throw tooMany(Math.ceil(NOT_OFTENER_MS / 1_000))
      last = clock.now()
      const phone = await busiestPhone(db, body.language)
      await notifyCallers(db, `${body.language} ${phone ?? ''}`.trim())
      return { phone: phone ?? '' }
    }),
  ]
}
