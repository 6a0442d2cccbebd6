/** Before each test file: how long its tests may take; one with sound waits for its turn. */
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, vi } from 'vitest'
import { databaseAt } from './template.ts'
import { speaking } from './which-tests.ts'

const QUICK_MS = { testTimeout: 20_000, hookTimeout: 30_000 }
const WALK_MS = { testTimeout: 120_000, hookTimeout: 120_000 }
const TURN_MS = 300_000

const file = expect.getState().testPath ?? ''

// Said for every file: its worker keeps what was said for the one before.
vi.setConfig(file.includes('/tests/journeys/') ? WALK_MS : QUICK_MS)

if (speaking.some((one) => file.endsWith(`/${one}`))) {
  let turn: pg.Client
  beforeAll(async () => {
    turn = new pg.Client({ connectionString: databaseAt(inject('adminDatabaseUrl'), 'postgres') })
    turn.on('error', () => undefined)
    await turn.connect()
    await turn.query('select pg_advisory_lock(hashtext($1))', [inject('templateDatabase')])
  }, TURN_MS)
  afterAll(() => turn.end())
}
