import * as contract from '#shared/telephony/number.contract.ts'
import { readInput } from '../../platform/bad-input.ts'
import { notFound } from '../../platform/errors.ts'
import { handle, type Route } from '../../platform/http.ts'
import type { Platform } from '../../platform/platform.ts'
import { versionRoutes } from '../../platform/versions/version-routes.ts'
import { addNumber, editNumber, numberState, readNumbers, removeNumber } from './edit-number.ts'
import { findNumberById } from './number.store.ts'

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
  ...versionRoutes(platform.db, {
    endpoints: contract.numberVersions,
    find: async (_actor, { numberId }) => {
      const row = await findNumberById(platform.db, numberId)
      if (!row) throw notFound('number', numberId)
      return { kind: 'number', subjectId: numberId, state: numberState(row) }
    },
    edit: (actor, { numberId }, { version, state, restores }) => {
      const { version: of, ...wish } = readInput(contract.editNumber.body!, { version, ...state })
      return editNumber(platform, actor, { numberId, version: of, wish, restores })
    },
  }),
]
