import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as exporting from '#shared/interactions/interaction-export.contract.ts'
import * as wire from '#shared/interactions/interaction-list.contract.ts'
import { exportInteractions } from './export-interactions.ts'
import { listInteractionAgents, listInteractions } from './list-interactions.ts'

export const interactionListRoutes = (platform: Platform): Route[] => [
  handle(wire.listInteractions, ({ query, actor }) => listInteractions(platform.db, actor, query)),
  handle(wire.listInteractionAgents, ({ actor }) => listInteractionAgents(platform.db, actor)),
  handle(exporting.exportInteractions, ({ query, actor, response }) =>
    exportInteractions(platform, actor, query, response),
  ),
]
