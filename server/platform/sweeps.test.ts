/** Sweeps: however many fall due at once on however small a pool, one process each at a time, and at once after a start. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { openDatabase } from './database.ts'
import { runSweeps, type Sweep } from './sweeps.ts'

const log = pino({ level: 'silent' })
const NEVER_AGAIN_MS = 3_600_000
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('more sweeps at once than the pool has connections: none waits for another’s', async () => {
  const db = openDatabase(database.url, { max: 2 })
  const ran: string[] = []
  const sweeps: Sweep[] = Array.from({ length: 6 }, (_, index) => ({
    name: `sweep-${index}`,
    everyMs: NEVER_AGAIN_MS,
    run: async () => {
      await db.raw('select pg_sleep(0.01)')
      ran.push(`sweep-${index}`)
    },
  }))
  const sweeper = runSweeps({ db, log, sweeps })
  // The first round begins with the process; asked for now, each answers when it is over.
  await Promise.all(sweeps.map(({ name }) => sweeper.runNow(name)))
  expect(ran.sort()).toEqual(sweeps.map(({ name }) => name))
  await sweeper.stop()
  await db.destroy()
})

test('of two processes one is at it; when that one’s session dies, the other takes over', async () => {
  const nodes = [openDatabase(database.url, { max: 2 }), openDatabase(database.url, { max: 2 })]
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const ran: number[] = []
  const sweepers = nodes.map((db, node) =>
    runSweeps({
      db,
      log,
      sweeps: [
        {
          name: 'shared',
          everyMs: NEVER_AGAIN_MS,
          run: async () => {
            ran.push(node)
            if (ran.length === 1) await gate
          },
        },
      ],
    }),
  )
  const [first, second] = nodes
  while (ran.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const [holder = 0] = ran
  const other = 1 - holder
  await sweepers[other]?.runNow('shared')
  expect(ran).toEqual([holder])
  await first?.raw(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`,
  )
  while (!ran.includes(other)) await sweepers[other]?.runNow('shared')
  open()
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
  await Promise.all([first?.destroy(), second?.destroy()])
})
