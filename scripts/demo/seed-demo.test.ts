import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { linesOf } from '#shared/record/lines-of.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { seedDemo } from './seed-demo.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 2 })
  await seedDemo({ databaseUrl: database.url, dataDir: '', passwords: 'demo' })
}, 60_000)
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const count = async (table: string): Promise<number> => {
  const row = await db(table).count({ n: '*' }).first<{ n: number }>()
  return row.n
}

test('a company of the size that reports need', async () => {
  expect(await count('clients')).toBe(2_000)
  const { countries } = await db('clients')
    .countDistinct({ countries: 'country' })
    .first<{ countries: number }>()
  expect(countries).toBe(9)
  expect(await count('interactions')).toBeGreaterThan(12_000)
  expect(await count('deals')).toBeGreaterThan(1_500)
  expect(await count('claims')).toBeGreaterThan(500)
  const abandoned = await db('interactions')
    .where({ outcome: 'abandoned' })
    .count({ n: '*' })
    .first<{ n: number }>()
  const share = abandoned.n / (await count('interactions'))
  expect(share).toBeGreaterThan(0.02)
  expect(share).toBeLessThan(0.15)
})

test('every event is of its shape: the record can be fed from the log', async () => {
  const rows = await db('events').select(
    'id',
    'tx',
    'at',
    'kind',
    'subject_kind',
    'subject_id',
    'actor_id',
    'data',
  )
  const lines = rows.flatMap((row) =>
    linesOf({
      cursor: { tx: String(row.tx), id: String(row.id) },
      at: row.at,
      kind: row.kind,
      subject: { kind: row.subject_kind, id: row.subject_id },
      actorId: row.actor_id,
      data: row.data,
    }),
  )
  expect(lines.length).toBeGreaterThan(15_000)
})

test('claims are numbered without gaps, and open deals carry the number the log tells', async () => {
  const { rows } = await db.raw<{ rows: { gaps: number }[] }>(
    `select count(*)::int as gaps from claim_counters c
      where c.last <> (select count(*) from claims k join markets m on m.id = k.market_id
                        where k.market_id = c.market_id and k.number like upper(m.code) || '-' || c.year || '-%')`,
  )
  expect(rows[0]?.gaps).toBe(0)
  const wrong = await db.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from events e join deals d on d.id = e.subject_id
      where e.kind = 'deal.opened' and (e.data->>'number')::bigint <> d.number`,
  )
  expect(wrong.rows[0]?.n).toBe(0)
})
