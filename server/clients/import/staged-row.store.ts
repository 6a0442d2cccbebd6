/** SQL of the rows of an import's file. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ImportRow, RowVerdict } from '#shared/clients/import/import.contract.ts'
import type { RowChoice } from '#shared/clients/import/judge-row.ts'
import type { ImportedCard, RowFault } from '#shared/clients/import/read-row.ts'
import type { CustomValue } from '#shared/organisation/custom-value.ts'

export type StagedRow = {
  import_id: string
  line: number
  cells: string[]
  verdict: RowVerdict | null
  card: ImportedCard | null
  faults: RowFault[] | null
  card_id: string | null
  suspects: ImportRow['suspects'] | null
  twin_line: number | null
  choice: RowChoice | null
  outcome: ImportRow['outcome']
  filled: Filled | null
  undone: ImportRow['undone']
}
/** What filling has added to a card, so that it can be taken back. */
export type Filled = {
  fields: Record<string, { before: null; after: CustomValue }>
  addresses: string[]
  persons: string[]
  tags: string[]
}

/** Rows that stand there already are left as they are: a file is read again from its beginning after a crash. */
export const stageRows = async (
  trx: Trx,
  importId: string,
  rows: readonly { line: number; cells: string[] }[],
  at: number,
): Promise<void> => {
  await trx.raw(
    `insert into client_import_rows (import_id, line, cells, staged_at)
     select :importId, (row ->> 'line')::int, row -> 'cells', :at from jsonb_array_elements(:rows::jsonb) as row
     on conflict do nothing`,
    { importId, rows: JSON.stringify(rows), at: new Date(at) },
  )
}

export const lastStaged = async (db: Queryable, importId: string): Promise<number> =>
  (
    await db('client_import_rows')
      .where({ import_id: importId })
      .max<{ line: number | null }[]>({ line: 'line' })
  )[0]?.line ?? 0

/** At most `limit` rows are forgotten; how many were. */
export const dropRows = async (trx: Trx, importId: string, limit: number): Promise<number> => {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `delete from client_import_rows where import_id = :importId
        and line in (select line from client_import_rows where import_id = :importId order by line limit :limit)`,
    { importId, limit },
  )
  return rowCount
}

export const unjudgedRows = async (db: Queryable, importId: string, limit: number): Promise<StagedRow[]> =>
  db('client_import_rows')
    .where({ import_id: importId })
    .whereNull('verdict')
    .orderBy('line')
    .limit(limit)
    .select<StagedRow[]>('*')

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

/** Rows that say the same as an earlier one, and that one: the same pairs though some are written down as repeats already. */
export const findRepeats = async (
  db: Queryable,
  importId: string,
): Promise<{ line: number; twin: number }[]> => {
  const { rows } = await db.raw<{ rows: { line: number; twin: number }[] }>(
    `with keyed as (
       select line, unnest(keys) as key from client_import_rows
        where import_id = :importId and verdict in ('new', 'suspect', 'repeat')),
     firsts as (select key, min(line) as twin from keyed group by key having count(*) > 1)
     select line, min(twin) as twin from keyed join firsts using (key) where line > twin group by line order by line`,
    { importId },
  )
  return rows
}

export const writeRepeats = async (
  trx: Trx,
  importId: string,
  rows: readonly { line: number; twin: number }[],
): Promise<void> => {
  await trx.raw(
    `update client_import_rows as staged set verdict = 'repeat', twin_line = repeats.twin
       from jsonb_to_recordset(:rows::jsonb) as repeats(line int, twin int)
      where staged.import_id = :importId and staged.line = repeats.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}

export const countVerdicts = async (
  db: Queryable,
  importId: string,
): Promise<Partial<Record<RowVerdict, number>>> => {
  const rows: { verdict: RowVerdict; count: number }[] = await db('client_import_rows')
    .where({ import_id: importId })
    .whereNotNull('verdict')
    .groupBy('verdict')
    .select('verdict', db.raw('count(*) as count'))
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]))
}

/** In the order of the file, after a line. */
export const pageOfRows = async (
  db: Queryable,
  importId: string,
  { of, after, limit }: { of: RowVerdict | 'kept' | 'refused'; after: number; limit: number },
): Promise<StagedRow[]> => {
  const query = db('client_import_rows')
    .where({ import_id: importId })
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .select<StagedRow[]>('*')
  if (of === 'kept') return query.where({ undone: 'kept' })
  return of === 'refused' ? query.where({ outcome: 'refused' }) : query.where({ verdict: of })
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

/** `after`: a line before which nothing is left, so that it need not be looked for there. */
export const unappliedRows = async (
  trx: Trx,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<StagedRow[]> =>
  trx('client_import_rows')
    .where({ import_id: importId })
    .where('line', '>', after)
    .whereNull('outcome')
    .orderBy('line')
    .limit(limit)
    .select<StagedRow[]>('*')

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

/** What was made or filled and is not undone yet, the last first; `before`: a line after which nothing is left. */
export const undoableRows = async (
  trx: Trx,
  importId: string,
  { before, limit }: { before: number; limit: number },
): Promise<StagedRow[]> =>
  trx('client_import_rows')
    .where({ import_id: importId })
    .where('line', '<', before)
    .whereIn('outcome', ['created', 'filled'])
    .whereNull('undone')
    .orderBy('line', 'desc')
    .limit(limit)
    .select<StagedRow[]>('*')

export const writeUndone = async (
  trx: Trx,
  importId: string,
  rows: readonly { line: number; undone: NonNullable<ImportRow['undone']> }[],
): Promise<void> => {
  await trx.raw(
    `update client_import_rows as staged set undone = done.undone
       from jsonb_to_recordset(:rows::jsonb) as done(line int, undone text)
      where staged.import_id = :importId and staged.line = done.line`,
    { importId, rows: JSON.stringify(rows) },
  )
}
