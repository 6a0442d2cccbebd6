/** The ledger of sweeps: two workers' rounds are summed, the later one stands, and no person is named in a fault. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { type Database, openDatabase } from './database.ts'
import { readSweeps } from './sweep.store.ts'
import { keepSweepLedger } from './sweep-ledger.ts'

const log = pino({ level: 'silent' })
const sweeps = ['one', 'two'].map((name) => ({ name, everyMs: 3_600_000, run: async () => undefined }))
let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 2 })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

test('rounds of two workers are summed; the later one is the last', async () => {
  const [first, second] = [keepSweepLedger({ db, log, sweeps }), keepSweepLedger({ db, log, sweeps })]
  first.note({ name: 'one', beganAt: 2_000, ms: 5 })
  second.note({ name: 'one', beganAt: 1_000, ms: 7, error: new Error('no letter to a.person@example.test') })
  await first.write()
  await second.write()
  expect(await readSweeps(db)).toMatchObject([
    {
      name: 'one',
      runs: 2,
      failures: 1,
      busy_ms: 12,
      last_began_at: 2_000,
      last_ms: 5,
      last_failed_at: 1_000,
    },
    { name: 'two', runs: 0, failures: 0, last_began_at: null, last_error: null },
  ])
  expect((await readSweeps(db))[0]?.last_error).toBe('no letter to ‹e-mail›')
  await first.stop()
  await second.stop()
  expect((await readSweeps(db))[0]?.runs).toBe(2)
})

test('a sweep that is no more goes with the next worker', async () => {
  const ledger = keepSweepLedger({ db, log, sweeps: sweeps.slice(0, 1) })
  await ledger.stop()
  expect((await readSweeps(db)).map(({ name }) => name)).toEqual(['one'])
})
