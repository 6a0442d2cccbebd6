import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/evidence/evidence.contract.ts'
import { askEvidence, readEvidence } from './ask-evidence.ts'
import { takeEvidence } from './take-evidence.ts'

export const evidenceRoutes = (platform: Platform): Route[] => [
  handle(wire.listEvidence, ({ params, actor }) => readEvidence(platform, actor, params.id)),
  handle(wire.askEvidence, ({ params, body, actor }) => askEvidence(platform, actor, { ...params, ...body })),
  handle(wire.takeEvidence, ({ params, actor, response }) => takeEvidence(platform, actor, params, response)),
]
