/** Passwords: change, take back, and the first of all. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/password.contract.ts'
import { changePassword } from './change-password.ts'
import { createFirstAdministrator } from './first-administrator.ts'
import { handOutCode } from './hand-out-code.ts'
import { requestReset } from './request-reset.ts'
import { peekAtReset, resetPassword } from './reset-password.ts'

export const passwordRoutes = (platform: Platform): Route[] => [
  handle(contract.changePassword, async ({ actor, body, address }) => {
    await changePassword(platform, actor, { ...body, address })
    return undefined
  }),
  handle(contract.forgotPassword, async ({ body, address }) => {
    await requestReset(platform, { ...body, address })
    return undefined
  }),
  handle(contract.peekReset, async ({ body, address }) => {
    const { email, name, language, purpose } = await peekAtReset(platform, { ...body, address })
    return { email, name, language, purpose }
  }),
  handle(contract.resetPassword, ({ body, address }) => resetPassword(platform, { ...body, address })),
  handle(contract.makeResetCode, ({ actor, params }) => handOutCode(platform, actor, params.id)),
  handle(contract.createFirstAdministrator, async ({ body, address }) => {
    await createFirstAdministrator(platform, { ...body, address })
    return undefined
  }),
]
