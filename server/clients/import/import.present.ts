/** What leaves the server of an import of clients. */
import { presentFile } from '#server/imports/index.ts'
import type { ClientImport, ImportRow } from '#shared/clients/import/import.contract.ts'
import type { ImportRecord } from './import.store.ts'
import type { StagedRow } from './staged-row.store.ts'

export const presentImport = (record: ImportRecord, now: number): ClientImport => ({
  ...presentFile(record, now),
  defaults: record.defaults,
  counts: record.counts,
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
