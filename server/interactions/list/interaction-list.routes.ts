import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/interactions/interaction-list.contract.ts'
import { listInteractionAgents, listInteractions } from './list-interactions.ts'

export const interactionListRoutes = ({ db }: Platform): Route[] => [
  handle(wire.listInteractions, ({ query, actor }) => listInteractions(db, actor, query)),
  handle(wire.listInteractionAgents, ({ actor }) => listInteractionAgents(db, actor)),
]
