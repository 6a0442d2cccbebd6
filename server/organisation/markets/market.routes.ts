/** Administration of markets. */
import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import type { MarketFull } from '#shared/organisation/market.contract.ts'
import * as contract from '#shared/organisation/market.contract.ts'
import type { Administration } from '../administration.ts'
import { findMarket, listAllMarkets } from './market.store.ts'
import { addMarket, editMarket, marketState } from './put-market.ts'

const read = async (house: Administration, id: string): Promise<MarketFull> => {
  const market = await findMarket(house.db, id)
  if (!market) throw notFound('market', id)
  return market
}

export const marketRoutes = (house: Administration): Route[] => [
  handle(contract.listMarkets, async () => ({ markets: await listAllMarkets(house.db) })),
  handle(contract.readMarket, ({ params }) => read(house, params.id)),
  handle(contract.addMarket, ({ actor, body }) => addMarket(house, actor, body)),
  handle(contract.editMarket, ({ actor, params, body }) => editMarket(house, actor, params.id, body)),
  ...versionRoutes(house.db, {
    endpoints: contract.marketVersions,
    find: async (_actor, { id }) => ({
      kind: 'market',
      subjectId: id,
      state: marketState(await read(house, id)),
    }),
    edit: (actor, { id }, { version, state, restores }) =>
      editMarket(house, actor, id, readInput(contract.editMarket.body!, { version, ...state }), restores),
  }),
]
