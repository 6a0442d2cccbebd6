import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/organisation/retention.contract.ts'
import type { Administration } from '../administration.ts'
import { editRetention, previewRetention, RETENTION, readRetention } from './edit-retention.ts'

export const retentionRoutes = (house: Administration): Route[] => [
  handle(contract.readRetention, () => readRetention(house.db)),
  handle(contract.previewRetention, ({ body }) => previewRetention(house, body.days)),
  handle(contract.editRetention, ({ actor, body }) => editRetention(house, actor, body)),
  ...versionRoutes(house.db, {
    endpoints: contract.retentionVersions,
    find: async () => ({ ...RETENTION, state: { days: (await readRetention(house.db)).days } }),
    edit: (actor, _params, { version, state, restores }) =>
      editRetention(house, actor, readInput(contract.editRetention.body!, { version, ...state }), restores),
  }),
]
