/** Routes of who takes which claims. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/assignment/assignment.contract.ts'
import {
  addAbsence,
  readAssignment,
  removeAbsence,
  setHandlerTerms,
  setMarketAssignment,
} from './keep-assignment.ts'

export const assignmentRoutes = (platform: Platform): Route[] => [
  handle(wire.readAssignment, () => readAssignment(platform.db, platform.clock.now())),
  handle(wire.setMarketAssignment, ({ params, body, actor }) =>
    setMarketAssignment(platform, actor, params.id, body.automatic),
  ),
  handle(wire.setHandlerTerms, ({ params, body, actor }) =>
    setHandlerTerms(platform, actor, { user_id: params.id, ...body }),
  ),
  handle(wire.addAbsence, ({ body, actor }) => addAbsence(platform, actor, body)),
  handle(wire.removeAbsence, ({ params, actor }) => removeAbsence(platform, actor, params.id)),
]
