/** Routes of imports of clients. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/clients/import/import.contract.ts'
import { downloadFaults } from './download-faults.ts'
import { applyImport, cancelImport, checkImport, mapImport, undoImport } from './move-import.ts'
import { chooseForRow, listImports, readImport, readImportRows } from './read-imports.ts'
import { rereadImport } from './reread-import.ts'
import { uploadImport } from './upload-import.ts'

export const importRoutes = (platform: Platform): Route[] => [
  handle(contract.uploadImport, ({ query, actor, request }) =>
    uploadImport(platform, actor, query.name, request),
  ),
  handle(contract.listImports, ({ query, actor }) => listImports(platform, actor, query.after)),
  handle(contract.readImport, ({ params, actor }) => readImport(platform, actor, params.importId)),
  handle(contract.rereadImport, ({ params, body, actor }) =>
    rereadImport(platform, actor, params.importId, body),
  ),
  handle(contract.mapImport, ({ params, body, actor }) => mapImport(platform, actor, params.importId, body)),
  handle(contract.checkImport, ({ params, actor }) => checkImport(platform, actor, params.importId)),
  handle(contract.applyImport, ({ params, body, actor }) =>
    applyImport(platform, actor, params.importId, body),
  ),
  handle(contract.cancelImport, ({ params, actor }) => cancelImport(platform, actor, params.importId)),
  handle(contract.undoImport, ({ params, actor }) => undoImport(platform, actor, params.importId)),
  handle(contract.readImportRows, ({ params, query, actor }) =>
    readImportRows(platform, actor, params.importId, query),
  ),
  handle(contract.chooseForRow, ({ params, body, actor }) =>
    chooseForRow(platform, actor, { ...params, ...body }),
  ),
  handle(contract.downloadFaults, ({ params, actor, response }) =>
    downloadFaults(platform, actor, params.importId, response),
  ),
]
