/** Routes of problems by product. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/problems/problem.contract.ts'
import { exportProblems } from './export-problems.ts'
import { readProblems } from './read-problems.ts'

export const problemRoutes = (platform: Platform): Route[] => [
  handle(wire.readProblems, ({ query, actor }) =>
    readProblems(platform.db, actor, query, platform.clock.now()),
  ),
  handle(wire.exportProblems, ({ query, actor, response }) =>
    exportProblems(platform, actor, query, response),
  ),
]
