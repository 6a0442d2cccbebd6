/** Routes of imports of claims. */
import * as imports from '#server/imports/index.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/import/claim-import.contract.ts'
import { checkDefaults } from './check-defaults.ts'
import { presentClaimImport, presentClaimRow } from './claim-import.present.ts'
import { type ClaimImportRecord, namesOfRows } from './claim-import.store.ts'
import { claimsByFile as kind, mayMakeClients } from './claims-by-file.ts'

export const claimImportRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  const shown = async (record: Promise<ClaimImportRecord>) => presentClaimImport(await record, clock.now())
  return [
    handle(wire.uploadClaims, ({ query, actor, request }) =>
      shown(imports.takeFile(kind, platform, actor, { name: query.name, request })),
    ),
    handle(wire.listClaimImports, async ({ query, actor }) => {
      const page = await imports.pageOfImports(kind, db, actor, query.after)
      return { ...page, imports: page.imports.map((record) => presentClaimImport(record, clock.now())) }
    }),
    handle(wire.readClaimImport, ({ params, actor }) =>
      shown(imports.importFor(kind, db, actor, params.importId)),
    ),
    handle(wire.rereadClaims, ({ params, body, actor }) =>
      shown(imports.rereadFile(kind, platform, actor, { id: params.importId, reading: body })),
    ),
    handle(wire.mapClaims, ({ params, body, actor }) =>
      shown(
        imports.mapFile(kind, platform, actor, {
          id: params.importId,
          mapping: body,
          checkDefaults: () => checkDefaults(db, body.defaults),
        }),
      ),
    ),
    handle(wire.checkClaims, ({ params, actor }) =>
      shown(imports.checkImport(kind, platform, actor, params.importId)),
    ),
    handle(wire.applyClaims, ({ params, body, actor }) => {
      if (body.onStranger === 'create') mayMakeClients(actor)
      const columns = { on_stranger: body.onStranger }
      return shown(imports.applyImport(kind, platform, actor, { id: params.importId, wish: body, columns }))
    }),
    handle(wire.cancelClaims, ({ params, actor }) =>
      shown(imports.cancelImport(kind, platform, actor, params.importId)),
    ),
    handle(wire.undoClaims, ({ params, actor }) =>
      shown(imports.undoImport(kind, platform, actor, params.importId)),
    ),
    handle(wire.readClaimRows, async ({ params, query, actor }) => {
      const page = await imports.pageOfRows(kind, db, actor, { id: params.importId, ...query })
      const names = await namesOfRows(db, page.rows)
      return { ...page, rows: page.rows.map((row) => presentClaimRow(row, names)) }
    }),
    handle(wire.downloadClaimFaults, ({ params, actor, response }) =>
      imports.sendFaults(kind, platform, actor, { importId: params.importId, response }),
    ),
  ]
}
