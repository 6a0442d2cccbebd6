/** SQL of imports: one set of tables for each kind of thing that files bring in. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import {
  type ImportMove,
  type ImportState,
  importStates,
  runningStates,
} from '#shared/imports/import.state.ts'
import type { ImportReading } from '#shared/imports/import-file.contract.ts'

export type ImportRecord<Defaults = unknown> = {
  id: string
  state: ImportState
  file_name: string
  file_kind: 'csv' | 'xlsx'
  bytes: number
  reading: ImportReading
  sheets: string[]
  headers: string[]
  samples: string[][]
  columns: (string | null)[]
  defaults: Defaults | null
  fault: string | null
  /** All rows of the file stand in the table of rows. */
  staged: boolean
  rows_total: number | null
  rows_done: number
  counts: Partial<Record<string, number>>
  made_by: string
  made_by_name: string
  made_at: number
  moved_at: number
  undone_by: string | null
  undone_by_name: string | null
}

export type NewImport = {
  id: string
  fileName: string
  fileKind: 'csv' | 'xlsx'
  bytes: number
  reading: ImportReading
  sheets: string[]
  heads: string[]
  samples: string[][]
  columns: (string | null)[]
  defaults: unknown
  by: string
  at: number
}

/** `on_…`: columns of the kind's own, which say what is to become of rows of a verdict. */
export type ImportChange = Partial<
  Omit<ImportRecord, 'id' | 'state' | 'made_by' | 'made_at' | 'made_by_name' | 'undone_by_name'>
> & { applied_at?: Date; [wish: `on_${string}`]: string | null }

export type KnownMapping = { columns: (string | null)[]; defaults: unknown }

const JSON_COLUMNS = ['reading', 'sheets', 'headers', 'samples', 'columns', 'defaults', 'counts']
const columnsOf = (change: object) =>
  Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      JSON_COLUMNS.includes(key) && value !== null ? JSON.stringify(value) : value,
    ]),
  )

/** @param tables of imports, and of what each column stood for the last time */
export const importStore = <R extends ImportRecord>(tables: { imports: string; mappings: string }) => {
  const ofAll = (db: Queryable) =>
    db(`${tables.imports} as i`)
      .join('users as maker', 'maker.id', 'i.made_by')
      .leftJoin('users as undoer', 'undoer.id', 'i.undone_by')
      .select<R[]>('i.*', { made_by_name: 'maker.name', undone_by_name: 'undoer.name' })

  return {
    findImport: async (db: Queryable, id: string): Promise<R | undefined> =>
      (await ofAll(db).where('i.id', id))[0] as R | undefined,

    /** Newest first; a row more than `limit` tells of another page. */
    pageOfImports: async (
      db: Queryable,
      { after, limit }: { after: string | undefined; limit: number },
    ): Promise<R[]> => {
      const query = ofAll(db)
        .orderBy([
          { column: 'i.made_at', order: 'desc' },
          { column: 'i.id', order: 'desc' },
        ])
        .limit(limit + 1)
      if (after) {
        query.whereRaw(`(i.made_at, i.id) < (select made_at, id from ${tables.imports} where id = ?)`, [
          after,
        ])
      }
      return query as unknown as Promise<R[]>
    },

    insertImport: async (trx: Trx, row: NewImport): Promise<void> => {
      await trx(tables.imports).insert({
        id: row.id,
        state: importStates.initial,
        file_name: row.fileName,
        file_kind: row.fileKind,
        bytes: row.bytes,
        reading: JSON.stringify(row.reading),
        sheets: JSON.stringify(row.sheets),
        headers: JSON.stringify(row.heads),
        samples: JSON.stringify(row.samples),
        columns: JSON.stringify(row.columns),
        defaults: row.defaults ? JSON.stringify(row.defaults) : null,
        made_by: row.by,
        made_at: new Date(row.at),
        moved_at: new Date(row.at),
      })
    },

    /** Zero rows changed (false): it was not in a state that the move starts from. */
    moveImport: async (
      trx: Trx,
      id: string,
      move: ImportMove,
      { at, ...change }: ImportChange & { at: number },
    ): Promise<boolean> => {
      const { from, to } = importStates.moves[move]
      return (
        (await trx(tables.imports)
          .where({ id })
          .whereIn('state', [...from])
          .update({ ...columnsOf(change), state: to, moved_at: new Date(at) })) === 1
      )
    },

    /** Without a move: only while it is in one of these states. */
    changeImport: async (
      trx: Trx,
      id: string,
      states: readonly ImportState[],
      change: ImportChange,
    ): Promise<boolean> =>
      (await trx(tables.imports)
        .where({ id })
        .whereIn('state', [...states])
        .update(columnsOf(change))) === 1,

    /** Locked until the transaction ends, if it still is in that state: batches of one import go one after another. */
    holdImport: async (trx: Trx, id: string, state: ImportState): Promise<R | undefined> =>
      trx(tables.imports).where({ id, state }).forNoKeyUpdate().first('*'),

    /** So many rows further, and so many more of each count. */
    countOn: async (
      trx: Trx,
      record: Pick<ImportRecord, 'id' | 'counts' | 'rows_done'>,
      { done, counts }: { done: number; counts: Partial<Record<string, number>> },
    ): Promise<void> => {
      const sums = { ...record.counts }
      for (const [name, count = 0] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count
      await trx(tables.imports)
        .where({ id: record.id })
        .update({ counts: JSON.stringify(sums), rows_done: record.rows_done + done })
    },

    runningImports: async (db: Queryable): Promise<{ id: string; state: ImportState }[]> =>
      db(tables.imports)
        .whereIn('state', [...runningStates])
        .orderBy('id')
        .select('id', 'state'),

    /** Those that nobody went on with since. */
    abandonedImports: async (db: Queryable, before: number, limit: number): Promise<string[]> =>
      db(tables.imports)
        .whereIn('state', ['uploaded', 'mapped', 'checked', 'failed'] satisfies ImportState[])
        .where('moved_at', '<', new Date(before))
        .limit(limit)
        .pluck('id'),

    findMapping: async (
      db: Queryable,
      userId: string,
      headsHash: string,
    ): Promise<KnownMapping | undefined> =>
      db(tables.mappings).where({ user_id: userId, heads_hash: headsHash }).first('columns', 'defaults'),

    keepMapping: async (
      trx: Trx,
      known: { userId: string; headsHash: string; mapping: KnownMapping; at: number },
    ): Promise<void> => {
      await trx(tables.mappings)
        .insert({
          user_id: known.userId,
          heads_hash: known.headsHash,
          columns: JSON.stringify(known.mapping.columns),
          defaults: JSON.stringify(known.mapping.defaults),
          used_at: new Date(known.at),
        })
        .onConflict(['user_id', 'heads_hash'])
        .merge()
    },
  }
}
export type ImportStore<R extends ImportRecord = ImportRecord> = ReturnType<typeof importStore<R>>
