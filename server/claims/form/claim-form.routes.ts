import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readClaimForm, sendClaimForm } from '#shared/claims/form/claim-form.contract.ts'
import { listCategories } from '../policy.store.ts'
import { listFormMarkets } from './form.store.ts'
import { openByForm } from './open-by-form.ts'

export const claimFormRoutes = (platform: Platform): Route[] => [
  handle(readClaimForm, async () => ({
    markets: await listFormMarkets(platform.db),
    categories: (await listCategories(platform.db)).map(({ id, nameRu, nameEn }) => ({ id, nameRu, nameEn })),
  })),
  handle(sendClaimForm, ({ body, address }) => openByForm(platform, address, body)),
]
