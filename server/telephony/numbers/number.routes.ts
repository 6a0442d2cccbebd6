import * as contract from '#shared/telephony/number.contract.ts'
import { handle, type Route } from '../../platform/http.ts'
import type { Platform } from '../../platform/platform.ts'
import { addNumber, editNumber, readNumbers, removeNumber } from './edit-number.ts'

export const numberRoutes = (platform: Platform): Route[] => [
  handle(contract.listNumbers, () => readNumbers(platform)),
  handle(contract.addNumber, ({ body, actor }) => addNumber(platform, actor, body)),
  handle(contract.editNumber, ({ params, body: { version, ...wish }, actor }) =>
    editNumber(platform, actor, { ...params, version, wish }),
  ),
  handle(contract.removeNumber, async ({ params, actor }) => {
    await removeNumber(platform, actor, params.numberId)
    return undefined
  }),
]
