/** SQL of imports. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type {
  ImportCount,
  ImportDefaults,
  ImportMapping,
  ImportReading,
} from '#shared/clients/import/import.contract.ts'
import {
  type ImportMove,
  type ImportState,
  importStates,
  runningStates,
} from '#shared/clients/import/import.state.ts'

export type ImportRecord = {
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
  defaults: ImportDefaults | null
  on_known: 'skip' | 'fill' | null
  on_suspect: 'skip' | 'create' | null
  fault: string | null
  /** All rows of the file stand in the table of rows. */
  staged: boolean
  rows_total: number | null
  rows_done: number
  counts: Partial<Record<ImportCount, number>>
  made_by: string
  made_by_name: string
  made_at: number
  moved_at: number
  undone_by: string | null
  undone_by_name: string | null
}

const imports = (db: Queryable) =>
  db('client_imports')
    .join('users as maker', 'maker.id', 'client_imports.made_by')
    .leftJoin('users as undoer', 'undoer.id', 'client_imports.undone_by')
    .select<ImportRecord[]>('client_imports.*', {
      made_by_name: 'maker.name',
      undone_by_name: 'undoer.name',
    })

export const findImport = async (db: Queryable, id: string): Promise<ImportRecord | undefined> =>
  (await imports(db).where('client_imports.id', id))[0]

/** Newest first; a row more than `limit` tells of another page. */
export const pageOfImports = async (
  db: Queryable,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ImportRecord[]> => {
  const query = imports(db)
    .orderBy([
      { column: 'client_imports.made_at', order: 'desc' },
      { column: 'client_imports.id', order: 'desc' },
    ])
    .limit(limit + 1)
  if (after) {
    query.whereRaw(
      '(client_imports.made_at, client_imports.id) < (select made_at, id from client_imports where id = ?)',
      [after],
    )
  }
  return query
}

export const insertImport = async (
  trx: Trx,
  row: {
    id: string
    fileName: string
    fileKind: 'csv' | 'xlsx'
    bytes: number
    reading: ImportReading
    sheets: string[]
    heads: string[]
    samples: string[][]
    columns: (string | null)[]
    defaults: ImportDefaults | null
    by: string
    at: number
  },
): Promise<void> => {
  await trx('client_imports').insert({
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
    defaults: row.defaults && JSON.stringify(row.defaults),
    made_by: row.by,
    made_at: new Date(row.at),
    moved_at: new Date(row.at),
  })
}

type Change = {
  reading?: ImportReading
  sheets?: string[]
  headers?: string[]
  samples?: string[][]
  columns?: (string | null)[]
  defaults?: ImportDefaults | null
  on_known?: string
  on_suspect?: string
  fault?: string | null
  staged?: boolean
  rows_total?: number | null
  rows_done?: number
  counts?: Record<string, number>
  applied_at?: Date
  undone_by?: string
}
const JSON_COLUMNS = ['reading', 'sheets', 'headers', 'samples', 'columns', 'defaults', 'counts']
const columnsOf = (change: Change) =>
  Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      JSON_COLUMNS.includes(key) && value !== null ? JSON.stringify(value) : value,
    ]),
  )

/** Zero rows changed (false): it was not in a state that the move starts from. */
export const moveImport = async (
  trx: Trx,
  id: string,
  move: ImportMove,
  { at, ...change }: Change & { at: number },
): Promise<boolean> => {
  const { from, to } = importStates.moves[move]
  return (
    (await trx('client_imports')
      .where({ id })
      .whereIn('state', [...from])
      .update({ ...columnsOf(change), state: to, moved_at: new Date(at) })) === 1
  )
}

/** Without a move: only while it is in one of these states. */
export const changeImport = async (
  trx: Trx,
  id: string,
  states: readonly ImportState[],
  change: Change,
): Promise<boolean> =>
  (await trx('client_imports')
    .where({ id })
    .whereIn('state', [...states])
    .update(columnsOf(change))) === 1

/** Locked until the transaction ends, if it still is in that state: batches of one import go one after another. */
export const holdImport = async (
  trx: Trx,
  id: string,
  state: ImportState,
): Promise<ImportRecord | undefined> =>
  trx('client_imports').where({ id, state }).forNoKeyUpdate().first<ImportRecord | undefined>('*')

/** So many rows further, and so many more of each count. */
export const countOn = async (
  trx: Trx,
  record: Pick<ImportRecord, 'id' | 'counts' | 'rows_done'>,
  { done, counts }: { done: number; counts: Partial<Record<ImportCount, number>> },
): Promise<void> => {
  const sums = { ...record.counts }
  for (const [name, count] of Object.entries(counts) as [ImportCount, number][]) {
    sums[name] = (sums[name] ?? 0) + count
  }
  await trx('client_imports')
    .where({ id: record.id })
    .update({ counts: JSON.stringify(sums), rows_done: record.rows_done + done })
}

export const runningImports = async (db: Queryable): Promise<Pick<ImportRecord, 'id' | 'state'>[]> =>
  db('client_imports')
    .whereIn('state', [...runningStates])
    .orderBy('id')
    .select('id', 'state')

/** Those that nobody went on with since. */
export const abandonedImports = async (db: Queryable, before: number, limit: number): Promise<string[]> =>
  db('client_imports')
    .whereIn('state', ['uploaded', 'mapped', 'checked', 'failed'] satisfies ImportState[])
    .where('moved_at', '<', new Date(before))
    .limit(limit)
    .pluck('id')

export const findMapping = async (
  db: Queryable,
  userId: string,
  headsHash: string,
): Promise<ImportMapping | undefined> =>
  db('client_import_mappings')
    .where({ user_id: userId, heads_hash: headsHash })
    .first<ImportMapping | undefined>('columns', 'defaults')

export const keepMapping = async (
  trx: Trx,
  {
    userId,
    headsHash,
    mapping,
    at,
  }: { userId: string; headsHash: string; mapping: ImportMapping; at: number },
): Promise<void> => {
  await trx('client_import_mappings')
    .insert({
      user_id: userId,
      heads_hash: headsHash,
      columns: JSON.stringify(mapping.columns),
      defaults: JSON.stringify(mapping.defaults),
      used_at: new Date(at),
    })
    .onConflict(['user_id', 'heads_hash'])
    .merge()
}
