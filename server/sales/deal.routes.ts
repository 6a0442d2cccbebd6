import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/sales/deal.contract.ts'
import * as exporting from '#shared/sales/export.contract.ts'
import { presentDeal } from './deal.present.ts'
import type { DealRow } from './deal.store.ts'
import { editDeal } from './edit-deal.ts'
import { exportDeals } from './export-deals.ts'
import { moveDeal } from './move-deal.ts'
import { openDeal } from './open-deal.ts'
import { readHouse } from './rate.store.ts'
import { listDeals, readDeal } from './read-deals.ts'

/** As the list and the file are narrowed. */
const narrowedBy = (query: z.infer<typeof wire.dealNarrowing>, { userId }: Actor) => ({
  clientId: query.client,
  managerId: query.mine ? userId : query.manager,
  state: query.state,
  open: query.open === '1',
  search: query.search,
  custom: query.custom,
})

export const dealRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  const written = (work: (trx: Trx) => Promise<DealRow>) =>
    inTransaction(db, async (trx) => presentDeal(await work(trx), (await readHouse(trx)).currency))
  return [
    handle(wire.listDeals, ({ query, actor }) =>
      listDeals(db, actor, {
        ...narrowedBy(query, actor),
        after: query.after,
        limit: query.limit,
      }),
    ),
    handle(exporting.exportDeals, ({ query, actor, response }) =>
      exportDeals(platform, actor, narrowedBy(query, actor), response),
    ),
    handle(wire.readDeal, ({ params, actor }) => readDeal(db, actor, params.id)),
    handle(wire.openDeal, ({ body, actor }) =>
      written((trx) => openDeal(trx, { actor, now: clock.now() }, body)),
    ),
    handle(wire.editDeal, ({ params, body, actor }) =>
      written((trx) => editDeal(trx, { actor, now: clock.now() }, params.id, body)),
    ),
    handle(wire.moveDeal, ({ params, body, actor }) =>
      written((trx) => moveDeal(trx, { actor, now: clock.now() }, params.id, body)),
    ),
  ]
}
