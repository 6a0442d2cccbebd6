import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/joining/joining.contract.ts'
import { mergeClaim } from './merge-claim.ts'
import { splitClaim } from './split-claim.ts'

export const joiningRoutes = (platform: Platform): Route[] => [
  handle(wire.mergeClaim, ({ params, body, actor }) => {
    const doing = { actor, now: platform.clock.now() }
    return inTransaction(platform.db, (trx) => mergeClaim(trx, platform, doing, params.id, body))
  }),
  handle(wire.splitClaim, ({ params, body, actor }) =>
    inTransaction(platform.db, (trx) =>
      splitClaim(trx, { actor, now: platform.clock.now() }, params.id, body),
    ),
  ),
]
