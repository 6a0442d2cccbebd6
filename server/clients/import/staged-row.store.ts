/** SQL of the rows of a file of clients. */
import { type StagedRow as AnyRow, stagedRowStore } from '#server/imports/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { ImportRow, RowVerdict } from '#shared/clients/import/import.contract.ts'
import type { RowChoice } from '#shared/clients/import/judge-row.ts'
import type { ImportedCard } from '#shared/clients/import/read-row.ts'
import type { RowFault } from '#shared/imports/import-file.contract.ts'
import type { CustomValue } from '#shared/organisation/custom-value.ts'

export type StagedRow = AnyRow<RowVerdict> & {
  card: ImportedCard | null
  card_id: string | null
  suspects: ImportRow['suspects'] | null
  choice: RowChoice | null
  outcome: ImportRow['outcome']
  filled: Filled | null
  told: number | null
  undone: ImportRow['undone']
}
/** What filling has added to a card, so that it can be taken back. */
export type Filled = {
  fields: Record<string, { before: null; after: CustomValue }>
  addresses: string[]
  persons: string[]
  tags: string[]
}

export const clientRows = stagedRowStore<StagedRow>('client_import_rows', ['new', 'suspect'])

export type JudgedRow = {
  line: number
  verdict: RowVerdict
  card: ImportedCard
  faults: RowFault[]
  keys: string[]
  cardId: string | null
  suspects: ImportRow['suspects']
}

/** A new card's id is given here, before it is made: whoever makes it twice makes it once. */
export const writeVerdicts = async (
  trx: Trx,
  importId: string,
  rows: readonly JudgedRow[],
): Promise<void> => {
  await trx.raw(
    `update client_import_rows as staged
        set verdict = judged.verdict, card = judged.card, faults = judged.faults, suspects = judged.suspects,
            keys = array(select jsonb_array_elements_text(judged.keys)),
            card_id = coalesce(judged."cardId", uuidv7())
       from jsonb_to_recordset(:rows::jsonb)
         as judged(line int, verdict text, card jsonb, faults jsonb, keys jsonb, "cardId" uuid, suspects jsonb)
      where staged.import_id = :importId and staged.line = judged.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}

/** Undefined: there is no such row, or nothing to choose about it. */
export const chooseRow = async (
  trx: Trx,
  importId: string,
  line: number,
  choice: RowChoice | null,
): Promise<StagedRow | undefined> => {
  const rows = await trx('client_import_rows')
    .where({ import_id: importId, line, verdict: 'suspect' })
    .update({ choice })
    .returning<StagedRow[]>('*')
  return rows[0]
}

export type RowOutcome = {
  line: number
  outcome: NonNullable<ImportRow['outcome']>
  cardId: string | null
  filled: Filled | null
  /** Of a new card: how many events tell of its making. */
  told: number | null
}

export const writeOutcomes = async (
  trx: Trx,
  importId: string,
  rows: readonly RowOutcome[],
): Promise<void> => {
  await trx.raw(
    `update client_import_rows as staged
        set outcome = done.outcome, filled = done.filled, told = done.told,
            card_id = coalesce(done."cardId", staged.card_id)
       from jsonb_to_recordset(:rows::jsonb)
         as done(line int, outcome text, filled jsonb, told int, "cardId" uuid)
      where staged.import_id = :importId and staged.line = done.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}
