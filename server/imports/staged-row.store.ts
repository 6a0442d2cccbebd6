/** SQL of the rows of a file that is brought in: one table for each kind of thing. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { RowFault } from '#shared/imports/import-file.contract.ts'

/** What every row has; what it is read as and becomes is its kind's. */
export type StagedRow<Verdict extends string = string> = {
  import_id: string
  line: number
  cells: string[]
  verdict: Verdict | null
  faults: RowFault[] | null
  twin_line: number | null
  outcome: string | null
  undone: string | null
}

/** Pages of rows by what became of them, and not by their verdict. */
export type RowsOf<Verdict extends string> = Verdict | 'kept' | 'refused'

/** @param repeatable verdicts whose rows may say the same as an earlier one */
export const stagedRowStore = <Row extends StagedRow>(table: string, repeatable: readonly string[]) => {
  type Verdict = NonNullable<Row['verdict']>
  return {
    /** Rows that stand there already are left as they are: a file is read again from its beginning after a crash. */
    stageRows: async (
      trx: Trx,
      importId: string,
      rows: readonly { line: number; cells: string[] }[],
      at: number,
    ): Promise<void> => {
      await trx.raw(
        `insert into ${table} (import_id, line, cells, staged_at)
         select :importId, (row ->> 'line')::int, row -> 'cells', :at from jsonb_array_elements(:rows::jsonb) as row
         on conflict do nothing`,
        { importId, rows: JSON.stringify(rows), at: new Date(at) },
      )
    },

    lastStaged: async (db: Queryable, importId: string): Promise<number> =>
      (await db(table).where({ import_id: importId }).max<{ line: number | null }[]>({ line: 'line' }))[0]
        ?.line ?? 0,

    /** At most `limit` rows are forgotten; how many were. */
    dropRows: async (trx: Trx, importId: string, limit: number): Promise<number> => {
      const { rowCount } = await trx.raw<{ rowCount: number }>(
        `delete from ${table} where import_id = :importId
            and line in (select line from ${table} where import_id = :importId order by line limit :limit)`,
        { importId, limit },
      )
      return rowCount
    },

    unjudgedRows: async (db: Queryable, importId: string, limit: number): Promise<Row[]> =>
      db(table)
        .where({ import_id: importId })
        .whereNull('verdict')
        .orderBy('line')
        .limit(limit)
        .select('*') as unknown as Promise<Row[]>,

    /** Rows that say the same as an earlier one, and that one: the same pairs though some are written down as repeats already. */
    findRepeats: async (db: Queryable, importId: string): Promise<{ line: number; twin: number }[]> => {
      const { rows } = await db.raw<{ rows: { line: number; twin: number }[] }>(
        `with keyed as (
           select line, unnest(keys) as key from ${table}
            where import_id = :importId and verdict = any(:repeatable)),
         firsts as (select key, min(line) as twin from keyed group by key having count(*) > 1)
         select line, min(twin) as twin from keyed join firsts using (key) where line > twin group by line order by line`,
        { importId, repeatable: [...repeatable, 'repeat'] },
      )
      return rows
    },

    writeRepeats: async (
      trx: Trx,
      importId: string,
      rows: readonly { line: number; twin: number }[],
    ): Promise<void> => {
      await trx.raw(
        `update ${table} as staged set verdict = 'repeat', twin_line = repeats.twin
           from jsonb_to_recordset(:rows::jsonb) as repeats(line int, twin int)
          where staged.import_id = :importId and staged.line = repeats.line`,
        { importId, rows: JSON.stringify(rows) },
      )
    },

    countVerdicts: async (db: Queryable, importId: string): Promise<Partial<Record<Verdict, number>>> => {
      const rows: { verdict: Verdict; count: number }[] = await db(table)
        .where({ import_id: importId })
        .whereNotNull('verdict')
        .groupBy('verdict')
        .select('verdict', db.raw('count(*) as count'))
      return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count])) as Partial<
        Record<Verdict, number>
      >
    },

    /** In the order of the file, after a line. */
    pageOfRows: async (
      db: Queryable,
      importId: string,
      { of, after, limit }: { of: RowsOf<Verdict>; after: number; limit: number },
    ): Promise<Row[]> => {
      const by = of === 'kept' ? { undone: of } : of === 'refused' ? { outcome: of } : { verdict: of }
      return db(table)
        .where({ import_id: importId, ...by })
        .where('line', '>', after)
        .orderBy('line')
        .limit(limit)
        .select('*') as unknown as Promise<Row[]>
    },

    /** `after`: a line before which nothing is left, so that it need not be looked for there. */
    unappliedRows: async (
      trx: Trx,
      importId: string,
      { after, limit }: { after: number; limit: number },
    ): Promise<Row[]> =>
      trx(table)
        .where({ import_id: importId })
        .where('line', '>', after)
        .whereNull('outcome')
        .orderBy('line')
        .limit(limit)
        .select('*') as unknown as Promise<Row[]>,

    /** What was made or changed and is not undone yet, the last first; `before`: a line after which nothing is left. */
    undoableRows: async (
      trx: Trx,
      importId: string,
      { before, limit }: { before: number; limit: number },
    ): Promise<Row[]> =>
      trx(table)
        .where({ import_id: importId })
        .where('line', '<', before)
        .whereIn('outcome', ['created', 'filled'])
        .whereNull('undone')
        .orderBy('line', 'desc')
        .limit(limit)
        .select('*') as unknown as Promise<Row[]>,

    writeUndone: async (
      trx: Trx,
      importId: string,
      rows: readonly { line: number; undone: NonNullable<Row['undone']> }[],
    ): Promise<void> => {
      await trx.raw(
        `update ${table} as staged set undone = done.undone
           from jsonb_to_recordset(:rows::jsonb) as done(line int, undone text)
          where staged.import_id = :importId and staged.line = done.line`,
        { importId, rows: JSON.stringify(rows) },
      )
    },
  }
}
export type StagedRowStore<Row extends StagedRow = StagedRow> = ReturnType<typeof stagedRowStore<Row>>
