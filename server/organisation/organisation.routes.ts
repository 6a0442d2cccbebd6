/** What forms choose from. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readOrganisation } from '#shared/organisation/organisation.contract.ts'
import { readAll } from './organisation.store.ts'

export const organisationRoutes = (platform: Platform): Route[] => [
  handle(readOrganisation, () => readAll(platform.db)),
]
