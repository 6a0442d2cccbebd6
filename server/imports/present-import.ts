/** What leaves the server of an import, of whatever it is. */
import { importStates } from '#shared/imports/import.state.ts'
import { IMPORT_KEPT_DAYS, type ImportedFile } from '#shared/imports/import-file.contract.ts'
import type { ImportRecord } from './import.store.ts'

const DAY_MS = 86_400_000

export const isUndoable = (record: ImportRecord, now: number): boolean =>
  importStates.allowed(record.state, 'undo') &&
  (record.counts.created ?? 0) + (record.counts.filled ?? 0) > 0 &&
  record.made_at > now - IMPORT_KEPT_DAYS * DAY_MS

/** Its defaults and counts are its kind's. */
export const presentFile = (record: ImportRecord, now: number): Omit<ImportedFile, 'counts'> => ({
  id: record.id,
  state: record.state,
  fileName: record.file_name,
  fileKind: record.file_kind,
  bytes: record.bytes,
  reading: record.reading,
  sheets: record.sheets,
  heads: record.headers,
  samples: record.samples,
  columns: record.columns,
  rowsTotal: record.rows_total,
  rowsDone: record.rows_done,
  fault: record.fault,
  madeByName: record.made_by_name,
  madeAt: record.made_at,
  movedAt: record.moved_at,
  undoneByName: record.undone_by_name,
  undoable: isUndoable(record, now),
})
