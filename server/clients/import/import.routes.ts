/** Routes of imports of clients. */
import * as imports from '#server/imports/index.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/clients/import/import.contract.ts'
import { checkReferences } from '../check-references.ts'
import { chooseForRow } from './choose-for-row.ts'
import { clientsByFile as kind } from './clients-by-file.ts'
import { presentImport, presentRow } from './import.present.ts'
import type { ImportRecord } from './import.store.ts'

export const importRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  const shown = async (record: Promise<ImportRecord>) => presentImport(await record, clock.now())
  return [
    handle(contract.uploadImport, ({ query, actor, request }) =>
      shown(imports.takeFile(kind, platform, actor, { name: query.name, request })),
    ),
    handle(contract.listImports, async ({ query, actor }) => {
      const page = await imports.pageOfImports(kind, db, actor, query.after)
      return { ...page, imports: page.imports.map((record) => presentImport(record, clock.now())) }
    }),
    handle(contract.readImport, ({ params, actor }) =>
      shown(imports.importFor(kind, db, actor, params.importId)),
    ),
    handle(contract.rereadImport, ({ params, body, actor }) =>
      shown(imports.rereadFile(kind, platform, actor, { id: params.importId, reading: body })),
    ),
    handle(contract.mapImport, ({ params, body, actor }) =>
      shown(
        imports.mapFile(kind, platform, actor, {
          id: params.importId,
          mapping: body,
          checkDefaults: () => checkReferences(db, body.defaults),
        }),
      ),
    ),
    handle(contract.checkImport, ({ params, actor }) =>
      shown(imports.checkImport(kind, platform, actor, params.importId)),
    ),
    handle(contract.applyImport, ({ params, body, actor }) =>
      shown(
        imports.applyImport(kind, platform, actor, {
          id: params.importId,
          wish: body,
          columns: { on_known: body.onKnown, on_suspect: body.onSuspect },
        }),
      ),
    ),
    handle(contract.cancelImport, ({ params, actor }) =>
      shown(imports.cancelImport(kind, platform, actor, params.importId)),
    ),
    handle(contract.undoImport, ({ params, actor }) =>
      shown(imports.undoImport(kind, platform, actor, params.importId)),
    ),
    handle(contract.readImportRows, async ({ params, query, actor }) => {
      const page = await imports.pageOfRows(kind, db, actor, { id: params.importId, ...query })
      return { ...page, rows: page.rows.map(presentRow) }
    }),
    handle(contract.chooseForRow, ({ params, body, actor }) =>
      chooseForRow(platform, actor, { ...params, ...body }),
    ),
    handle(contract.downloadFaults, ({ params, actor, response }) =>
      imports.sendFaults(kind, platform, actor, { importId: params.importId, response }),
    ),
  ]
}
