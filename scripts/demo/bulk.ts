/** Thousands of rows in one COPY: PostgreSQL reads it several times quicker than rows sent as JSON. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Trx } from '#server/platform/database.ts'

/** So many lines a piece: sent while the next are written. */
const LINES = 500

type Value = string | number | boolean | object | null | undefined

/** Columns are those of the first row; jsonb values are given as objects, times as ISO text. */
export const insertMany = async (trx: Trx, table: string, rows: Record<string, unknown>[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const names = columns.map((column) => `"${column}"`).join(', ')
  // Of a transaction knex hands out its one connection, and takes nothing back.
  const connection = (await trx.client.acquireConnection()) as pg.Client
  const copying = connection.query(copyFrom(`copy "${table}" (${names}) from stdin`))
  await pipeline(Readable.from(pieces(columns, rows as Record<string, Value>[])), copying)
}

function* pieces(columns: string[], rows: Record<string, Value>[]): Generator<string> {
  for (let from = 0; from < rows.length; from += LINES) {
    yield rows
      .slice(from, from + LINES)
      .map((row) => `${columns.map((column) => field(row[column])).join('\t')}\n`)
      .join('')
  }
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** The text format: https://www.postgresql.org/docs/18/sql-copy.html */
const field = (value: Value): string => {
  if (value === null || value === undefined) return '\\N'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign)
}

export const iso = (ms: number): string => new Date(ms).toISOString()
