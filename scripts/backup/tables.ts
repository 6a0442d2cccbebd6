/** The rows of the database as text, out of one moment and back. */
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { summing } from '../../server/platform/summing.ts'
import type { Manifest } from './manifest.ts'

type Table = Manifest['tables'][number]

/** The schema's own: made by the migrations themselves. */
const SCHEMAS_OWN = ['migrations', 'migrations_lock']

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Tables with the columns that may be written; what the database reckons itself it reckons again. */
export const listTables = async (client: pg.ClientBase): Promise<{ name: string; columns: string[] }[]> => {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1)
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname`,
    [SCHEMAS_OWN],
  )
  return rows
}

/**
 * Transaction ids mean nothing in another cluster, and could stand above all that it will ever use: a reader of the log
 * would wait for them for ever. What is kept of them is what they are for: which readers have read which events. An
 * event's becomes one more than the number of readers who have not come to it, a reader's the number of the last it read.
 */
const SELECTED: Record<string, Record<string, string>> = {
  events: {
    tx: `(1 + (select count(*) from readers r where (r.tx, r.id) < (t.tx, t.id)))::text::xid8`,
  },
  readers: {
    tx: `(1 + (select count(*) from readers r where (r.tx, r.id) < (t.tx, t.id)))::text::xid8`,
    id: `9223372036854775807`,
  },
}

/** Writes one table's rows, compressed; `client` is in the transaction whose moment the backup shows. */
export const writeTable = async (
  client: pg.ClientBase,
  { name, columns }: { name: string; columns: string[] },
  file: string,
): Promise<Table> => {
  const selected = columns.map((column) => {
    const other = SELECTED[name]?.[column]
    return other ? `${other} as ${quoted(column)}` : `t.${quoted(column)}`
  })
  const source = client.query(copyTo(`copy (select ${selected.join(', ')} from ${quoted(name)} t) to stdout`))
  const sum = summing()
  await pipeline(source, createGzip({ level: 1 }), sum.stream, createWriteStream(file, { mode: 0o600 }))
  return { name, columns, rows: source.rowCount ?? 0, ...sum.read() }
}

/** Puts a table's rows back; answers how many there were. */
export const readTable = async (
  client: pg.ClientBase,
  { name, columns }: Table,
  file: string,
): Promise<number> => {
  const sink = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(createReadStream(file), createGunzip(), sink)
  return sink.rowCount ?? 0
}

export const readSequences = async (client: pg.ClientBase): Promise<Manifest['sequences']> => {
  const { rows } = await client.query<Manifest['sequences'][number]>(
    `select sequencename::text as name, last_value::text as value
       from pg_sequences where schemaname = 'public' and last_value is not null and not sequencename like 'migrations%'
      order by 1`,
  )
  return rows
}

export const setSequences = async (
  client: pg.ClientBase,
  sequences: Manifest['sequences'],
): Promise<void> => {
  for (const { name, value } of sequences) {
    await client.query('select setval($1::regclass, $2::bigint)', [quoted(name), value])
  }
}

/**
 * Runs the work while no table points to another and nothing is triggered by its rows, then has every pointer checked.
 * Needs to own the tables and no more.
 */
export const withoutPointers = async (client: pg.ClientBase, work: () => Promise<void>): Promise<void> => {
  const { rows: pointers } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  const { rows: triggered } = await client.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as table from pg_trigger where not tgisinternal`,
  )
  for (const { table, name } of pointers)
    await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
  for (const { table } of triggered) await client.query(`alter table ${table} disable trigger user`)
  await work()
  for (const { table } of triggered) await client.query(`alter table ${table} enable trigger user`)
  for (const { table, name, definition } of pointers) {
    await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
  }
}
