/**
 * An older hub is brought to the newest schema by the launcher's own step before a start, and keeps its rows. The older one
 * is the release of migration 0022; its rows are those of a small hub of that time.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { migrate, migrationNames, schemaIsCurrent } from '#server/platform/migrate.ts'
import { listTables, withoutPointers } from '../../scripts/backup/tables.ts'
import { prepareDatabase } from '../../scripts/launch/prepare.ts'
import { newStopStack } from '../../scripts/launch/stop-stack.ts'
import { asAdmin, databaseAt } from '../harness/template.ts'

const EARLIER = '0022-deaf-legs.sql'
const rows = new URL('../fixtures/rows-of-0022.sql', import.meta.url)
const name = `perezvon_upgrade_${randomBytes(6).toString('hex')}`

let databaseUrl: string
let dataDir: string
let client: pg.Client
beforeAll(async () => {
  await asAdmin(inject('adminDatabaseUrl'), (admin) => admin.query(`create database "${name}"`))
  databaseUrl = databaseAt(inject('adminDatabaseUrl'), name)
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'perezvon-upgrade-'))
  await mkdir(path.join(dataDir, 'logs'))
  client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await asAdmin(inject('adminDatabaseUrl'), (admin) => admin.query(`drop database "${name}" with (force)`))
  await rm(dataDir, { recursive: true, force: true })
})

const countsOf = async (tables: string[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { rows: counted } = await client.query<{ n: number }>(`select count(*)::int as n from "${table}"`)
    counts[table] = counted[0]?.n ?? -1
  }
  return counts
}

/** What a hub must never lose, in words that no migration has a reason to change. */
const MEMORY = {
  clients: 'id, name, market_id',
  addresses: 'client_id, kind, value',
  calls: 'id, provider_ref, state, caller, created_at, ended_at',
  interactions: 'id, call_id, client_id, outcome, arrived_at, closed_at, disposition_id',
  talks: 'id, interaction_id, user_id, from_at, to_at',
  recordings: 'id, call_id, path, bytes',
  claims: 'id, client_id, description',
  deals: 'id, client_id, currency',
  tasks: 'id, title, due_at',
  users: 'id, email, password_hash',
  events: 'id, at, kind, subject_id, data',
  record_lines: 'event_id, kind, at',
}
const memory = async (): Promise<Record<string, unknown[]>> => {
  const kept: Record<string, unknown[]> = {}
  for (const [table, columns] of Object.entries(MEMORY)) {
    kept[table] = (await client.query(`select ${columns} from ${table} order by 1, 2`)).rows
  }
  return kept
}

test('rows are kept, the schema is the newest, and no demo company comes over them', async () => {
  const earlier = (await migrationNames()).filter((one) => one <= EARLIER)
  expect(earlier.at(-1)).toBe(EARLIER)
  await migrate(databaseUrl, earlier)
  await client.query('begin')
  await withoutPointers(client, async () => {
    const tables = (await listTables(client)).map((table) => `"${table.name}"`)
    await client.query(`truncate ${tables.join(', ')}`)
    await client.query(await readFile(rows, 'utf8'))
  })
  await client.query('commit')

  const db = openDatabase(databaseUrl, { max: 2 })
  expect(await schemaIsCurrent(db)).toBe(false)
  const tables = (await listTables(client)).map((table) => table.name)
  const [counted, remembered] = [await countsOf(tables), await memory()]
  for (const [table, found] of Object.entries(remembered)) expect(found.length, table).toBeGreaterThan(0)

  const wish = { databaseUrl, dataDir, embedded: false, passwords: 'demo' as const, renew: [] }
  const prepared = await prepareDatabase({ ...wish, seed: true }, newStopStack())

  expect(prepared).toEqual({ kind: 'prepared', empty: false })
  expect(await schemaIsCurrent(db)).toBe(true)
  const after = (await listTables(client)).map((table) => table.name)
  expect(await memory()).toEqual(remembered)
  const still = tables.filter((table) => after.includes(table))
  const lost = Object.entries(await countsOf(still)).filter(([table, n]) => n < (counted[table] ?? 0))
  expect(lost).toEqual([])
  await db.destroy()
}, 60_000)
