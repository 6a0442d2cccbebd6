import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/claims/attachments/attachment-limits.contract.ts'
import { editLimits, LIMITS, limitsState, readLimitsView } from './attachment-limits.ts'

export const limitsRoutes = (platform: Platform): Route[] => [
  handle(wire.readAttachmentLimits, () => readLimitsView(platform.db)),
  handle(wire.editAttachmentLimits, ({ actor, body }) => editLimits(platform, actor, body)),
  ...versionRoutes(platform.db, {
    endpoints: wire.attachmentLimitsVersions,
    find: async () => ({ ...LIMITS, state: limitsState(await readLimitsView(platform.db)) }),
    edit: (actor, _params, { version, state, restores }) =>
      editLimits(
        platform,
        actor,
        readInput(wire.editAttachmentLimits.body!, { version, ...state }),
        restores,
      ),
  }),
]
