import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { type Database, inTransaction, openDatabase } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { createLog } from '#server/platform/log.ts'
import type { Platform } from '#server/platform/platform.ts'
import { figureCodes, figures } from '#shared/record/figures.ts'
import { type RandomEvent, randomEvent } from '../../tests/harness/record-events.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { feedRecord, readRecordDay, readRecordLines, rebuildRecord, swapRecord } from './index.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let company: SmallCompany
let platform: Platform
let second: Platform
let reader: Actor
const now = Date.UTC(2026, 0, 2)

beforeAll(async () => {
  company = await createSmallCompany()
  const on = (db: Database) =>
    ({ db, clock: { now: () => now }, log: createLog('test', 'silent'), node: 'test' }) as unknown as Platform
  platform = on(company.db)
  second = on(openDatabase(company.url, { max: 4 }))
  reader = company.actor(company.ids.head, { 'record.read': 'all' })
})
afterEach(async () => {
  await company.db.raw('truncate events, record_faults restart identity')
  await company.db('record_lines').delete()
  await company.db.raw(`update readers set tx = '0', id = 0`)
})
afterAll(async () => {
  await second.db.destroy()
  await company.drop()
})

const append = (events: RandomEvent[], rollBack = false) =>
  inTransaction(company.db, async (trx) => {
    for (const { definition, ...event } of events)
      await appendEvent(trx, definition, { ...event, actorId: null })
    if (rollBack) throw new Error('rolled back')
  }).catch((error: Error) => {
    if (error.message !== 'rolled back') throw error
  })

/** Feeds until every committed event is read: the log is readable below the oldest running transaction. */
const feedAll = async () => {
  do await feedRecord(platform)
  while (await company.db.raw(unread).then(({ rows }) => rows.length > 0))
}
const unread = `select 1 from readers r join events e on (e.tx, e.id) > (r.tx, r.id) where r.name = 'record' limit 1`
/** Until the log may be read to its end. */
const settle = () =>
  expect
    .poll(
      async () =>
        (await company.db.raw(`select 1 from events where tx >= pg_snapshot_xmin(pg_current_snapshot())`))
          .rows,
      {
        timeout: 15_000,
      },
    )
    .toEqual([])

const some = (count: number, seed = 1) => fc.sample(randomEvent, { numRuns: count, seed })
const rowsOf = (table: string) => company.db(table).orderBy(['event_id', 'line'])
const eventIds = async () =>
  (await company.db('events').orderBy('id').select('id', 'kind', 'data')).flatMap((event) => {
    if (['interaction.linked', 'deal.edited', 'record.fed'].includes(event.kind)) return []
    return event.data.takesBack ? [`${event.id}.0`, `${event.id}.1`] : [`${event.id}.0`]
  })
const fedIds = async () => (await rowsOf('record_lines')).map((row) => `${row.event_id}.${row.line}`)

test('record = f(events): fed piece by piece or rebuilt at once, the rows are the same (invariant 8)', async () => {
  const transaction = fc.record({
    events: fc.array(randomEvent, { maxLength: 6 }),
    rollBack: fc.boolean(),
    feed: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 6 }), async (transactions) => {
      for (const { events, rollBack, feed } of transactions) {
        await append(events, rollBack)
        if (feed) await feedRecord(platform)
      }
      await feedAll()
      expect(await fedIds()).toEqual(await eventIds())
      const rebuilt = await rebuildRecord(company.db)
      expect(await rowsOf(rebuilt.table)).toEqual(await rowsOf('record_lines'))
    }),
    { numRuns: 15 },
  )
  expect(await fedIds()).not.toHaveLength(0)
})

test('lines that came are told of once, and telling of them makes no lines', async () => {
  await append(some(3))
  await feedAll()
  await feedAll()
  const told = await company.db('events').where({ kind: 'record.fed' })
  expect(told.map((event) => event.data)).toEqual([{ lines: (await fedIds()).length }])
})

test('two feeders at once, while others write: each line once', async () => {
  const writers = Promise.all(
    [1, 2, 3, 4].map(async (seed) => {
      for (const event of some(40, seed)) await append([event], event.at % 7 === 0)
    }),
  )
  let writing = true
  const feeders = [platform, second, platform, second].map(async (one) => {
    while (writing) await feedRecord(one)
  })
  await writers
  writing = false
  await Promise.all(feeders)
  await feedAll()
  const ids = await eventIds()
  expect(ids.length).toBeGreaterThan(60)
  expect(await fedIds()).toEqual(ids)
})

test('an event whose transaction ends late is not skipped (invariant 4)', async () => {
  const [late, early] = some(2) as [RandomEvent, RandomEvent]
  const trx = await company.db.transaction()
  await appendEvent(trx, late.definition, { ...late, actorId: null })
  await append([early])
  await feedRecord(platform)
  expect(await fedIds()).toEqual([])
  await trx.commit()
  await feedAll()
  expect(await fedIds()).toEqual(await eventIds())
})

test('an abort after the lines are written, before the commit, leaves nothing behind and the retry is whole', async () => {
  await append(some(20))
  await company.db.raw(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$;
    create constraint trigger refuse after update on readers deferrable initially deferred
      for each row execute function refuse()`)
  await settle()
  await expect(feedRecord(platform)).rejects.toThrow('no commit')
  expect(await fedIds()).toEqual([])
  await company.db.raw('drop function refuse cascade')
  await feedAll()
  expect(await fedIds()).toEqual(await eventIds())
})

test('a feeder killed in the middle of its transaction is replaced without a gap or a double', async () => {
  await append(some(20))
  await settle()
  const holder = await company.db.transaction()
  // A lock without a write: it holds no number, so the log stays readable.
  await holder.raw('select pg_advisory_xact_lock(4711)')
  await company.db.raw(`
    create function linger() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger linger before update on readers for each row execute function linger()`)
  const killed = feedRecord(second).catch((error: Error) => error.message)
  await expect.poll(waiters).toHaveLength(1)
  const [pid] = await waiters()
  await company.db.raw('select pg_terminate_backend(?)', [pid as number])
  expect(await killed).toContain('terminat')
  await holder.rollback()
  await company.db.raw('drop function linger cascade')
  await feedAll()
  expect(await fedIds()).toEqual(await eventIds())
})

const waiters = async (): Promise<number[]> => {
  const { rows } = await company.db.raw<{ rows: { pid: number }[] }>(
    `select pid from pg_locks where locktype = 'advisory' and objid = 4711 and not granted`,
  )
  return rows.map((row) => row.pid)
}

test('a rebuild is put in place while the feed goes on, twice in a row', async () => {
  await append(some(40, 2))
  await feedAll()
  for (const seed of [3, 4]) {
    const rebuilt = await rebuildRecord(company.db)
    await append(some(20, seed))
    await feedAll()
    await swapRecord(company.db, rebuilt)
    await append(some(5, seed))
    await feedAll()
    expect(await fedIds()).toEqual(await eventIds())
  }
})

test('an event that cannot be read stops nothing and is not forgotten', async () => {
  const [event] = some(1) as [RandomEvent]
  await company.db('events').insert({
    kind: 'deal.moved',
    at: new Date(now),
    subject_kind: 'deal',
    subject_id: event.subjectId,
    data: JSON.stringify({ amountMinor: 0.5 }),
  })
  await append([event])
  await feedAll()
  expect(await fedIds()).toHaveLength((await eventIds()).length - 1)
  const day = await readRecordDay(platform, reader, { day: '2026-01-02', zone: 'Europe/Moscow' })
  expect(day.faults).toBe(1)
})

test('every total equals the rows it opens into, by a sum that shares no code; managers add up to the total', async () => {
  const managers = [company.ids.agent, company.ids.head, null]
  const events = some(300, 5).map((event, index) => {
    const who = managers[index % 3]
    return {
      ...event,
      data: {
        ...event.data,
        ...('agentId' in event.data && { agentId: who }),
        ...('managerId' in event.data && who && { managerId: who }),
      },
    }
  })
  await append(events)
  await feedAll()
  const asked = { day: '2026-01-01', zone: 'Asia/Shanghai' }
  const day = await readRecordDay(platform, reader, asked)
  expect(day.to - day.from).toBe(86_400_000)
  for (const code of figureCodes) {
    const { lines } = await readRecordLines(platform, reader, asked, { figure: code, limit: 500 })
    const sum = lines.reduce((so, line) => so + (line[figures[code].sum] ?? 0), 0)
    expect([code, day.total[code]]).toEqual([code, sum])
    expect(day.managers.reduce((so, one) => so + one.figures[code], 0)).toBe(sum)
  }
  expect(day.total.dealsWonMinor).toBeGreaterThan(0)
})

test('a day is the day of the zone, also when it has 23 hours (L19)', async () => {
  const spring = await readRecordDay(platform, reader, { day: '2026-03-29', zone: 'Europe/Berlin' })
  expect(spring.to - spring.from).toBe(23 * 3_600_000)
  const [event] = some(1, 7) as [RandomEvent]
  const at = Date.parse('2026-01-01T23:30:00+08:00')
  await append([{ ...event, at }])
  await feedAll()
  const linesOn = async (day: string, zone: string) =>
    (await readRecordLines(platform, reader, { day, zone }, { limit: 10 })).lines.length
  expect(await linesOn('2026-01-01', 'Asia/Shanghai')).toBe(await linesOn('2026-01-01', 'Europe/Moscow'))
  expect(await linesOn('2026-01-02', 'Australia/Sydney')).toBeGreaterThan(0)
  expect(await linesOn('2026-01-01', 'Australia/Sydney')).toBe(0)
})

test('pages of lines join without a gap or a double', async () => {
  await append(some(120, 8))
  await feedAll()
  const asked = { day: '2026-01-01', zone: 'UTC' }
  const whole = (await readRecordLines(platform, reader, asked, { limit: 500 })).lines
  const keys: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await readRecordLines(platform, reader, asked, { limit: 7, after })
    keys.push(...page.lines.map((line) => `${line.eventId}.${line.line}`))
    if (!page.next) break
    after = page.next
  }
  expect(keys).toEqual(whole.map((line) => `${line.eventId}.${line.line}`))
  expect(keys.length).toBeGreaterThan(10)
})

test('nobody reads what is not theirs (invariant 11)', async () => {
  await append(some(200, 9))
  await feedAll()
  const asked = { day: '2026-01-01', zone: 'UTC' }
  const { lines } = await readRecordLines(platform, reader, asked, { limit: 500 })
  const department = lines.find((line) => line.departmentId)?.departmentId as string
  const head = {
    ...company.actor(company.ids.agent, { 'record.read': 'department' }),
    departmentIds: [department],
  }
  const seen = await readRecordLines(platform, head, asked, { limit: 500 })
  expect(seen.lines.length).toBeGreaterThan(0)
  expect(seen.lines.every((line) => line.departmentId === department)).toBe(true)
  const own = company.actor(company.ids.agent, { 'record.read': 'own' })
  expect((await readRecordDay(platform, own, asked)).managers).toEqual([])
})
