import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { type Database, inTransaction, openDatabase } from './database.ts'
import { type Carrier, DeadEffect, type OutboxRunner, putEffect, runOutbox } from './outbox.ts'

let database: TestDatabase
let db: Database
let running: OutboxRunner[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
  running = []
})

const run = (carriers: Record<string, Carrier>, atOnce?: number): OutboxRunner => {
  const outbox = runOutbox({
    db,
    log: pino({ level: 'silent' }),
    carriers,
    ...(atOnce !== undefined && { atOnce }),
  })
  running.push(outbox)
  return outbox
}

/** One transaction for each, as orders of a call are given. */
const put = (kind: string, lane: string, payload: unknown) =>
  inTransaction(db, (trx) => putEffect(trx, { kind, lane, payload, key: `${lane}:${randomUUID()}` }))

test('effects of a lane are carried out in their order, by two at once, through more than a claim and through retries', async () => {
  const lanes = ['a', 'b', 'c'].map((name) => `${name}:${randomUUID()}`)
  const carried = new Map<string, number[]>(lanes.map((lane) => [lane, []]))
  const failing = new Set(lanes.flatMap((lane) => [`${lane} 3`, `${lane} 27`]))
  const carry: Carrier = async ({ lane, payload }) => {
    await sleep(Math.random() * 4)
    if (failing.delete(`${lane} ${payload}`)) throw new Error('not now')
    carried.get(lane!)!.push(payload as number)
  }
  run({ ordered: carry }, 4)
  run({ ordered: carry }, 4)
  const numbers = Array.from({ length: 45 }, (_, index) => index)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const number of numbers) await put('ordered', lane, number)
    }),
  )
  await vi.waitFor(() => lanes.forEach((lane) => expect(carried.get(lane)).toHaveLength(45)), 15_000)
  for (const lane of lanes) expect(carried.get(lane)).toEqual(numbers)
  expect(await db('outbox').where({ kind: 'ordered' }).whereNot('state', 'done')).toEqual([])
})

test('one that hangs, and one that fails again and again, hold up their own lanes only', async () => {
  const heard: string[] = []
  let release: () => void = () => undefined
  const hanging = new Promise<void>((done) => {
    release = done
  })
  run({
    held: async ({ payload }) => {
      if (payload === 'hang') await hanging
      if (payload === 'fail') throw new Error('never')
      heard.push(payload as string)
    },
  })
  await put('held', 'hung', 'hang')
  await put('held', 'hung', 'behind the hung one')
  await put('held', 'failing', 'fail')
  await put('held', 'failing', 'behind the failing one')
  for (let index = 0; index < 30; index += 1) await put('held', `free ${index}`, `free ${index}`)
  await vi.waitFor(() => expect(heard).toHaveLength(30), 1_500)
  expect(heard.every((payload) => payload.startsWith('free'))).toBe(true)
  release()
  await vi.waitFor(() => expect(heard.slice(30)).toEqual(['hang', 'behind the hung one']), 1_500)
  await db('outbox').where({ lane: 'failing' }).update({ state: 'done' })
})

test('what no retry can help goes to the dead letters, and its lane goes on without it', async () => {
  const heard: unknown[] = []
  run({
    mortal: async ({ payload }) => {
      if (payload === 'dies') throw new DeadEffect('no such call')
      heard.push(payload)
    },
  })
  await put('mortal', 'mortal', 'dies')
  await put('mortal', 'mortal', 'lives')
  await vi.waitFor(() => expect(heard).toEqual(['lives']), 1_500)
  const states = await db('outbox').where({ lane: 'mortal' }).orderBy('seq').select('state')
  expect(states.map(({ state }) => state)).toEqual(['dead', 'done'])
})

test('without a lane nothing waits for anything before it', async () => {
  const heard: unknown[] = []
  run({
    loose: async ({ payload }) => {
      if (payload === 1) throw new Error('not now')
      heard.push(payload)
    },
  })
  for (const payload of [1, 2, 3])
    await inTransaction(db, (trx) => putEffect(trx, { kind: 'loose', payload, key: `loose:x:${payload}` }))
  await vi.waitFor(() => expect([...heard].sort()).toEqual([2, 3]), 900)
})
