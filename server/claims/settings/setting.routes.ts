/** Reads, edits and brings back what is set once for all claims. */
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/claims/settings/claim-settings.contract.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import type { VersionEndpoints } from '#shared/platform/versions.contract.ts'
import { incidentSetting } from '../incidents/suggest-incidents.ts'
import { silenceSetting } from '../silence/silence.store.ts'
import { type ClaimSetting, editSetting, readVersioned, type Versioned } from './claim-setting.ts'

export type SettingWire<S> = {
  read: Endpoint<undefined, undefined, undefined, Versioned<S>>
  edit: Endpoint<undefined, undefined, Versioned<S>, Versioned<S>>
  versions: VersionEndpoints<Record<string, never>>
}

export const settingRoutes = <S extends object>(
  platform: Platform,
  setting: ClaimSetting<S>,
  { read, edit, versions }: SettingWire<S>,
): Route[] => [
  handle(read, () => readVersioned(platform.db, setting)),
  handle(edit, ({ actor, body }) => editSetting(setting, platform, actor, body)),
  ...versionRoutes(platform.db, {
    endpoints: versions,
    find: async () => {
      const { version: _, ...state } = await readVersioned(platform.db, setting)
      return { kind: setting.kind, subjectId: setting.subjectId, state }
    },
    edit: (actor, _params, { version, state, restores }) =>
      editSetting(setting, platform, actor, readInput(edit.body!, { version, ...state }), restores),
  }),
]

export const claimSettingRoutes = (platform: Platform): Route[] => [
  ...settingRoutes(platform, silenceSetting, wire.silenceSetting),
  ...settingRoutes(platform, incidentSetting, wire.incidentSetting),
]
