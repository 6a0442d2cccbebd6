/** Administration of markets. */
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import * as contract from '#shared/organisation/market.contract.ts'
import type { Administration } from '../administration.ts'
import { findMarket, listAllMarkets } from './market.store.ts'
import { addMarket, editMarket } from './put-market.ts'

export const marketRoutes = (house: Administration): Route[] => [
  handle(contract.listMarkets, async () => ({ markets: await listAllMarkets(house.db) })),
  handle(contract.readMarket, async ({ params }) => {
    const market = await findMarket(house.db, params.id)
    if (!market) throw notFound('market', params.id)
    return market
  }),
  handle(contract.addMarket, ({ actor, body }) => addMarket(house, actor, body)),
  handle(contract.editMarket, ({ actor, params, body }) => editMarket(house, actor, params.id, body)),
]
