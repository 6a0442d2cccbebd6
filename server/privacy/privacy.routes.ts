/** Routes of personal data: the file, the erasure, the hold. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as privacy from '#shared/privacy/privacy.contract.ts'
import { askDisclosure } from './disclosures/ask-disclosure.ts'
import { takeDisclosure } from './disclosures/take-disclosure.ts'
import { eraseIdentity } from './erase-identity.ts'
import { previewErasure } from './preview-erasure.ts'
import { liftHold, putHold } from './put-hold.ts'
import { listHolds, readPersonalData } from './read-personal-data.ts'

export const privacyRoutes = (platform: Platform): Route[] => [
  handle(privacy.readPersonalData, ({ params, actor }) =>
    readPersonalData(platform.db, actor, params.clientId),
  ),
  handle(privacy.previewErasure, ({ params, actor }) =>
    previewErasure(platform, actor, { ...params, personId: null }),
  ),
  handle(privacy.eraseClient, ({ params, body, actor }) =>
    eraseIdentity(platform, actor, { ...params, ...body, personId: null }),
  ),
  handle(privacy.previewPersonErasure, ({ params, actor }) => previewErasure(platform, actor, params)),
  handle(privacy.erasePerson, ({ params, body, actor }) =>
    eraseIdentity(platform, actor, { ...params, ...body }),
  ),
  handle(privacy.putHold, ({ params, body, actor }) => putHold(platform, actor, { ...params, ...body })),
  handle(privacy.liftHold, ({ params, body, actor }) => liftHold(platform, actor, { ...params, ...body })),
  handle(privacy.askDisclosure, ({ params, actor }) => askDisclosure(platform, actor, params.clientId)),
  handle(privacy.takeDisclosure, ({ params, actor, response }) =>
    takeDisclosure(platform, actor, params, response),
  ),
  handle(privacy.listHolds, ({ actor }) => listHolds(platform.db, actor)),
]
