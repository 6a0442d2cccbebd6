/** What leaves the server of an import. */
import {
  type ClientImport,
  IMPORT_KEPT_DAYS,
  type ImportRow,
} from '#shared/clients/import/import.contract.ts'
import { importStates } from '#shared/clients/import/import.state.ts'
import type { ImportRecord } from './import.store.ts'
import type { StagedRow } from './staged-row.store.ts'

const DAY_MS = 86_400_000

export const isUndoable = (record: ImportRecord, now: number): boolean =>
  importStates.allowed(record.state, 'undo') &&
  (record.counts.created ?? 0) + (record.counts.filled ?? 0) > 0 &&
  record.made_at > now - IMPORT_KEPT_DAYS * DAY_MS

export const presentImport = (record: ImportRecord, now: number): ClientImport => ({
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
  defaults: record.defaults,
  rowsTotal: record.rows_total,
  rowsDone: record.rows_done,
  counts: record.counts,
  fault: record.fault,
  madeByName: record.made_by_name,
  madeAt: record.made_at,
  movedAt: record.moved_at,
  undoneByName: record.undone_by_name,
  undoable: isUndoable(record, now),
})

/** A new card's id is known before there is a card, and after it is gone. */
const hasCard = ({ verdict, outcome, undone }: StagedRow): boolean =>
  verdict === 'known' || ((outcome === 'created' || outcome === 'filled') && undone !== 'removed')

export const presentRow = (row: StagedRow): ImportRow => ({
  line: row.line,
  verdict: row.verdict ?? 'new',
  name: row.card?.name ?? '',
  cells: row.cells,
  faults: row.faults ?? [],
  cardId: hasCard(row) ? row.card_id : null,
  suspects: row.suspects ?? [],
  twinLine: row.twin_line,
  choice: row.choice,
  outcome: row.outcome,
  undone: row.undone,
})
