/** Clients as a kind of what files bring in. */
import type { ImportKind } from '#server/imports/index.ts'
import { listFields } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import { type ClientColumn, importColumnsWith } from '#shared/clients/import/columns.ts'
import { importMoved, importUploaded } from '#shared/clients/import/import.events.ts'
import { faultText } from '#shared/clients/import/row-fault-words.ts'
import { mayImport } from './import.policy.ts'
import { clientImports, type ImportRecord } from './import.store.ts'
import { clientRows, type StagedRow } from './staged-row.store.ts'

/** The card's own, and those of the fields that an administrator added. */
const columnsNow = async (db: Queryable): Promise<readonly ClientColumn[]> =>
  importColumnsWith(await listFields(db, 'client'))

export const clientsByFile: ImportKind<ImportRecord, StagedRow> = {
  store: clientImports,
  rows: clientRows,
  uploaded: importUploaded,
  moved: importMoved,
  subject: 'client-import',
  actions: { apply: 'client.import', undo: 'client.import-undo' },
  mayImport,
  columnsNow,
  needed: { column: 'name', fault: 'no_name_column' },
  faultText,
}
