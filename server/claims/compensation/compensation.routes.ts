import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/compensation/compensation.contract.ts'
import { setLimit, showLimits } from './keep-limits.ts'
import { moveCompensation } from './move-compensation.ts'
import { proposeCompensation } from './propose-compensation.ts'
import { compensationsOf, readCompensations } from './read-compensations.ts'

export const compensationRoutes = ({ db, clock }: Platform): Route[] => [
  handle(wire.readCompensations, ({ params, actor }) => readCompensations(db, actor, params.id, clock.now())),
  handle(wire.proposeCompensation, ({ params, body, actor }) =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      const claim = await proposeCompensation(trx, { actor, now }, params.id, body)
      return compensationsOf(trx, actor, claim, now)
    }),
  ),
  handle(wire.moveCompensation, ({ params, body, actor }) =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      const claim = await moveCompensation(trx, { actor, now }, params.id, body)
      return compensationsOf(trx, actor, claim, now)
    }),
  ),
  handle(wire.readLimits, () => showLimits(db)),
  handle(wire.setLimit, ({ params, body, actor }) =>
    inTransaction(db, (trx) => setLimit(trx, { actor, now: clock.now() }, params.id, body.limitMinor)),
  ),
]
