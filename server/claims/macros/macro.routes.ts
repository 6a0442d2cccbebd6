import { readInput } from '#server/platform/bad-input.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/claims/macros/macro.contract.ts'
import { pageOf } from '../read-claims.ts'
import { addMacro, editMacro, MACRO, macroState, presentMacro, readMacros } from './edit-macro.ts'
import { findMacro } from './macro.store.ts'
import { runMacro } from './run-macro.ts'

export const macroRoutes = (platform: Platform): Route[] => [
  handle(wire.listMacros, ({ actor }) => readMacros(platform, actor)),
  handle(wire.addMacro, ({ body, actor }) => addMacro(platform, actor, body)),
  handle(wire.editMacro, ({ params, body, actor }) => editMacro(platform, actor, params.id, body)),
  handle(wire.runMacro, async ({ params, body, actor }) => {
    const now = platform.clock.now()
    const claim = await inTransaction(platform.db, (trx) => runMacro(trx, { actor, now }, params.id, body))
    return pageOf(platform.db, actor, claim, now)
  }),
  ...versionRoutes(platform.db, {
    endpoints: wire.macroVersions,
    find: async (actor, { id }) => {
      const row = await findMacro(platform.db, actor.userId, id)
      if (!row) throw notFound(MACRO, id)
      return { kind: MACRO, subjectId: id, state: macroState(presentMacro(row, actor)) }
    },
    edit: (actor, { id }, { version, state, restores }) =>
      editMacro(platform, actor, id, readInput(wire.macroEdit, { version, ...state }), restores),
  }),
]
