import * as contract from '#shared/supervision/board.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { readRowsBehind } from './board.store.ts'
import { readBoard } from './read-board.ts'
import { readEstimates } from './read-estimates.ts'

export const boardRoutes = (platform: Platform): Route[] => [
  handle(contract.readBoard, () => readBoard(platform)),
  handle(contract.readEstimates, () => readEstimates(platform)),
  handle(contract.readBoardRows, async ({ params, query }) =>
    (await readRowsBehind(platform.db, params.queueId, query.of, platform.clock.now())).map((row) => ({
      interactionId: row.id,
      clientId: row.client_id,
      clientName: row.client_name,
      address: row.address,
      arrivedAt: row.arrived_at,
      waitMs: row.wait_ms,
      agentName: row.agent_name,
      outcome: row.outcome,
    })),
  ),
]
