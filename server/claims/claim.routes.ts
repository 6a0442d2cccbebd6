import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/claim.contract.ts'
import { claimStates, severities } from '#shared/claims/claim.state.ts'
import { assignClaim } from './assign-claim.ts'
import { assignmentRoutes } from './assignment/assignment.routes.ts'
import { boardRoutes } from './board/board.routes.ts'
import { presentClaim } from './claim.present.ts'
import { clockRoutes } from './clocks/clock.routes.ts'
import { listCauses } from './details/detail.store.ts'
import { editClaim } from './edit-claim.ts'
import { listHandlers } from './handler.store.ts'
import { listRoutes } from './list/list.routes.ts'
import { moveClaim } from './move-claim.ts'
import { openClaim } from './open-claim.ts'
import { listCategories, listMarkets } from './policy.store.ts'
import { problemRoutes } from './problems/problem.routes.ts'
import { pageOf, readClaim } from './read-claims.ts'
import { listClaimTags } from './tags/claim-tag.store.ts'

export const claimRoutes = (platform: Platform): Route[] => [
  ...listRoutes(platform),
  ...boardRoutes(platform),
  ...problemRoutes(platform),
  ...assignmentRoutes(platform),
  ...clockRoutes(platform),
  ...workRoutes(platform),
]

const workRoutes = ({ db, clock }: Platform): Route[] => [
  handle(wire.readClaim, ({ params, actor }) => readClaim(db, actor, params.id, clock.now())),
  handle(wire.openClaim, ({ body, actor }) => {
    const now = clock.now()
    return inTransaction(db, async (trx) => presentClaim(await openClaim(trx, { actor, now }, body), now))
  }),
  handle(wire.editClaim, async ({ params, body, actor }) => {
    const now = clock.now()
    const claim = await inTransaction(db, (trx) => editClaim(trx, { actor, now }, params.id, body))
    return pageOf(db, actor, claim, now)
  }),
  handle(wire.moveClaim, async ({ params, body, actor }) => {
    const now = clock.now()
    const claim = await inTransaction(db, (trx) => moveClaim(trx, { actor, now }, params.id, body))
    return pageOf(db, actor, claim, now)
  }),
  handle(wire.assignClaim, async ({ params, body, actor }) => {
    const now = clock.now()
    const claim = await inTransaction(db, (trx) => assignClaim(trx, { actor, now }, params.id, body))
    return pageOf(db, actor, claim, now)
  }),
  handle(wire.readClaimChoices, async () => {
    const handlers = await listHandlers(db, null)
    return {
      categories: await listCategories(db),
      causes: await listCauses(db),
      severities: [...severities],
      states: [...claimStates.states],
      markets: await listMarkets(db),
      handlers: handlers.map(({ id, name }) => ({ id, name })),
      tags: await listClaimTags(db),
    }
  }),
]
