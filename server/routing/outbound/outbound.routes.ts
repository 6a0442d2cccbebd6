import * as contract from '#shared/routing/outbound.contract.ts'
import { handle, type Route } from '../../platform/http.ts'
import { readDeskState } from '../desk-state.ts'
import type { Routing } from '../routing.ts'
import { callClient } from './call-client.ts'
import { readClientWays, readTaskWays } from './call-ways.ts'

export const outboundRoutes = (house: Routing): Route[] => [
  handle(contract.readClientWays, ({ params, actor }) => readClientWays(house, actor, params.clientId)),
  handle(contract.readTaskWays, async ({ query, actor }) => ({
    ways: await readTaskWays(house, actor, query.taskIds.split(',')),
  })),
  handle(contract.callClient, async ({ body, actor }) => {
    await callClient(house, actor, body)
    return readDeskState(house, actor.userId)
  }),
]
