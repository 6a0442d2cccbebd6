/** Thousands of rows in a few statements. */
import type { Trx } from '#server/platform/database.ts'

const CHUNK = 2_000

/** Columns are those of the first row; jsonb values are given as objects, times as ISO text. */
export const insertMany = async (trx: Trx, table: string, rows: Record<string, unknown>[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {})
  const names = columns.map((column) => `"${column}"`).join(', ')
  for (let from = 0; from < rows.length; from += CHUNK) {
    await trx.raw(
      `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", :rows::json)`,
      { rows: JSON.stringify(rows.slice(from, from + CHUNK)) },
    )
  }
}

export const iso = (ms: number): string => new Date(ms).toISOString()
