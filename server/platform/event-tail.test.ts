import { randomUUID } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Cursor } from '#shared/platform/event.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { type Database, openDatabase } from './database.ts'
import { logEnd, readEventsAfter, tailEvents } from './event-tail.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const append = (count: number, kind = 'test.done') =>
  db('events').insert(
    Array.from({ length: count }, () => ({
      at: new Date(0),
      kind,
      subject_kind: 'test',
      subject_id: randomUUID(),
      data: '{}',
    })),
  )

test('the log is read by number and not by letter: whatever the page, each event once and in order', async () => {
  await append(120)
  await append(3)
  // An append's own transaction may end a moment after its answer.
  const start = { tx: '0', id: '0' }
  await vi.waitFor(async () => expect(await readEventsAfter(db, start)).toHaveLength(123), 30_000)
  for (const limit of [1, 7, 50, 500]) {
    const ids: number[] = []
    for (let cursor: Cursor = { tx: '0', id: '0' }; ; ) {
      const events = await readEventsAfter(db, cursor, limit)
      if (events.length === 0) break
      ids.push(...events.map((event) => Number(event.cursor.id)))
      cursor = events.at(-1)?.cursor ?? cursor
    }
    expect(ids).toEqual(Array.from({ length: 123 }, (_, index) => index + 1))
  }
})

test('a transaction of this database that is not over holds back what came after it; one of another database does not', async () => {
  const other = await createTestDatabase()
  const elsewhere = openDatabase(other.url)
  const begin = async (where: Database) => {
    const trx = await where.transaction()
    await trx.raw('select pg_current_xact_id()')
    return trx
  }
  const from = await logEnd(db)
  const here = await begin(db)
  const there = await begin(elsewhere)
  await append(1, 'test.late')
  const read = async () => (await readEventsAfter(db, from)).map(({ kind }) => kind)
  expect(await read()).toEqual([])
  await here.rollback()
  await vi.waitFor(async () => expect(await read()).toEqual(['test.late']), 30_000)
  await there.rollback()
  await elsewhere.destroy()
  await other.drop()
})

test('a batch that its follower cannot take is given again, and passed over in the end', async () => {
  let refused = 0
  const taken: string[] = []
  const tail = tailEvents({
    db,
    databaseUrl: database.url,
    from: await logEnd(db),
    log: pino({ level: 'silent' }),
    onEvents: (events) => {
      const kinds = events.map(({ kind }) => kind)
      if (kinds.includes('test.refused')) {
        refused += 1
        throw new Error('not this one')
      }
      taken.push(...kinds)
    },
  })
  await append(1, 'test.refused')
  await vi.waitFor(() => expect(refused).toBe(5), 30_000)
  await append(1)
  await vi.waitFor(() => expect(taken).toEqual(['test.done']), 30_000)
  expect(refused).toBe(5)
  await tail.stop()
}, 60_000)

test('a database that turns everybody away is asked again at a steady pace', async () => {
  let knocks = 0
  const away = createServer((socket) => {
    knocks += 1
    socket.on('error', () => undefined)
    socket.destroy()
  })
  await new Promise<void>((listening) => away.listen(0, '127.0.0.1', listening))
  const { port } = away.address() as AddressInfo
  const tail = tailEvents({
    db,
    databaseUrl: `postgres://nobody:none@127.0.0.1:${port}/none`,
    from: await logEnd(db),
    log: pino({ level: 'silent' }),
    onEvents: () => undefined,
  })
  await new Promise((resolve) => setTimeout(resolve, 2_700))
  expect(knocks).toBeGreaterThan(1)
  // One each half second; twice as many each time would be 63 by now.
  expect(knocks).toBeLessThan(8)
  await tail.stop()
  await new Promise<void>((closed) => away.close(() => closed()))
})
