/** One's own second factor, and the reset of another's. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/second-factor.contract.ts'
import { confirmSecondFactor } from './confirm-second-factor.ts'
import { offerSecondFactor } from './offer-second-factor.ts'
import { removeSecondFactor, renewRecoveryCodes } from './remove-second-factor.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { countRecoveryCodes, findSecondFactor, isSecondFactorNeeded } from './second-factor.store.ts'

export const secondFactorRoutes = (platform: Platform): Route[] => [
  handle(contract.readSecondFactor, async ({ actor: { userId } }) => {
    const found = await findSecondFactor(platform.db, userId)
    return {
      on: found?.state === 'on',
      since: found?.turnedOnAt ?? null,
      recoveryCodesLeft: await countRecoveryCodes(platform.db, userId),
      needed: await isSecondFactorNeeded(platform.db, userId),
    }
  }),
  handle(contract.offerSecondFactor, ({ actor, body, address }) =>
    offerSecondFactor(platform, actor, { ...body, address }),
  ),
  handle(contract.confirmSecondFactor, async ({ actor, body, address }) => ({
    recoveryCodes: await confirmSecondFactor(platform, actor, { ...body, address }),
  })),
  handle(contract.renewRecoveryCodes, async ({ actor, body, address }) => ({
    recoveryCodes: await renewRecoveryCodes(platform, actor, { ...body, address }),
  })),
  handle(contract.removeSecondFactor, async ({ actor, body, address }) => {
    await removeSecondFactor(platform, actor, { ...body, address })
    return undefined
  }),
  handle(contract.resetSecondFactor, async ({ actor, params }) => {
    await resetSecondFactor(platform, actor, params.id)
    return undefined
  }),
]
