import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/sales/rate.contract.ts'
import { setRate, setStandDays, showRates } from './keep-rates.ts'

export const rateRoutes = (platform: Platform): Route[] => [
  handle(wire.readRates, () => showRates(platform.db, platform.clock.now())),
  handle(wire.setRate, ({ body, actor }) => setRate(platform, actor, body)),
  handle(wire.setStandDays, ({ body, actor }) => setStandDays(platform, actor, body.standDays)),
]
