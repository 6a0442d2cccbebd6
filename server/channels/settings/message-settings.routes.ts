import * as contract from '#shared/channels/message-settings.contract.ts'
import { readInput } from '../../platform/bad-input.ts'
import { handle, type Route } from '../../platform/http.ts'
import type { Platform } from '../../platform/platform.ts'
import { versionRoutes } from '../../platform/versions/version-routes.ts'
import { editMessageSettings, MESSAGE_SETTINGS, timesOf } from './edit-message-settings.ts'
import { readMessageSettings } from './message-settings.ts'

export const messageSettingRoutes = (platform: Platform): Route[] => [
  handle(contract.readMessageSettings, () => readMessageSettings(platform.db, platform.config)),
  handle(contract.editMessageSettings, ({ actor, body }) => editMessageSettings(platform, actor, body)),
  ...versionRoutes(platform.db, {
    endpoints: contract.messageSettingVersions,
    find: async () => ({
      ...MESSAGE_SETTINGS,
      state: timesOf(await readMessageSettings(platform.db, platform.config)),
    }),
    edit: (actor, _params, { version, state, restores }) =>
      editMessageSettings(
        platform,
        actor,
        readInput(contract.editMessageSettings.body!, { version, ...state }),
        restores,
      ),
  }),
]
