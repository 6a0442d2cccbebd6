/** A queue's tasks are taken by the next free agent. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { houseOf } from '#server/app.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Database, inTransaction, openDatabase } from '#server/platform/database.ts'
import { createTask } from '#server/tasks/index.ts'
import { type Company, makeCompany, type UserName } from '../../tests/harness/company.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { releaseTask } from '../tasks/give-task.ts'
import { handOutTasks } from './hand-out-tasks.ts'
import type { Routing } from './routing.ts'

const MINUTE = 60_000
let database: TestDatabase
/** Two nodes, each with connections of its own. */
let db: Database
let otherDb: Database
let company: Company
let platform: TestPlatform
let house: Routing
let otherHouse: Routing
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 4 })
  otherDb = openDatabase(database.url, { max: 4 })
  company = await makeCompany(db)
  platform = testPlatform(db)
  house = houseOf(platform)
  otherHouse = houseOf({ ...platform, db: otherDb })
})
beforeEach(async () => {
  await db('tasks').delete()
  await db('notices').delete()
  await db('agents').delete()
  await db('interactions').delete()
  await db('queues').update({ hand_out_ms: 15 * MINUTE })
})
afterAll(async () => {
  await db.destroy()
  await otherDb.destroy()
  await database.drop()
})

const seat = (name: UserName, row: Record<string, unknown> = {}) => {
  const now = platform.clock.now()
  const seated = {
    user_id: company.users[name],
    chosen: 'available',
    desk_ok: true,
    desk_seen_at: new Date(now + 86_400_000),
    idle_since: new Date(now - MINUTE),
    ...row,
  }
  return db('agents').insert(seated).onConflict('user_id').merge()
}
const promise = async (dueInMs: number): Promise<string> => {
  const at = platform.clock.now()
  const task = { kind: 'callback' as const, queueId: company.queues['sales-ru'], createdBy: null, at }
  const made = await inTransaction(db, (trx) => createTask(trx, { ...task, dueAt: at + dueInMs }))
  return made.taskId
}
const ownerOf = async (taskId: string) => (await db('tasks').where({ id: taskId }).first()).owner_id
const actorOf = (name: UserName): Actor =>
  ({
    userId: company.users[name],
    marketId: company.markets.ru,
    departmentIds: [],
    roles: ['agent'],
    grants: new Map([
      ['task.read', 'own'],
      ['task.work', 'own'],
    ]),
  }) as unknown as Actor

test('the most urgent that is due soon goes to whoever is free longest, with a notice and an event', async () => {
  const [, soon, later] = [await promise(16 * MINUTE), await promise(5 * MINUTE), await promise(9 * MINUTE)]
  await seat('agent')
  await seat('agent2', { idle_since: new Date(platform.clock.now() - 2 * MINUTE) })
  expect(await handOutTasks(house)).toBe(2)
  expect(await ownerOf(soon)).toBe(company.users.agent2)
  expect(await ownerOf(later)).toBe(company.users.agent)
  expect(await db('notices').where({ user_id: company.users.agent2 })).toMatchObject([
    { kind: 'task-handed', data: { taskId: soon } },
  ])
  const events = await db('events').where({ subject_id: soon }).orderBy('id')
  expect(events.map(({ kind }) => kind)).toEqual(['task.made', 'task.given'])
  expect(events[1]).toMatchObject({ actor_id: null, data: { ownerId: company.users.agent2, fromId: null } })
  // Each has one on hand: the next waits until it is done.
  await promise(MINUTE)
  expect(await handOutTasks(house)).toBe(0)
})

test.each<[string, Record<string, unknown>]>([
  ['is away', { chosen: 'away' }],
  ['is held by the hub', { held_by: 'no-answer' }],
  ['has no proved desk', { desk_ok: false }],
  ['came free a moment ago, when a call may come first', { idle_since: new Date(Date.UTC(2026, 2, 16, 9)) }],
])('nobody is given a task who %s', async (_, row) => {
  await promise(MINUTE)
  await seat('agent', row)
  expect(await handOutTasks(house)).toBe(0)
})

test('calls go first, and whoever is in one is left alone', async () => {
  await promise(MINUTE)
  await seat('agent')
  const at = new Date(platform.clock.now())
  const call = { channel: 'call', direction: 'inbound', arrived_at: at, queued_at: at }
  const queue_id = company.queues['sales-ru']
  await db('interactions').insert({ ...call, state: 'waiting', queue_id })
  expect(await handOutTasks(house)).toBe(0)
  await db('interactions').delete()
  const lease = { kind: 'call', subject_id: company.client.id, owner: 'test', taken_at: at, expires_at: at }
  await db('busy_leases').insert({ ...lease, user_id: company.users.agent })
  expect(await handOutTasks(house)).toBe(0)
  await db('busy_leases').delete()
  expect(await handOutTasks(house)).toBe(1)
})

test('a queue may leave its tasks to be taken by hand', async () => {
  await promise(MINUTE)
  await seat('agent')
  await db('queues').update({ hand_out_ms: null })
  expect(await handOutTasks(house)).toBe(0)
})

test('given back it goes to a colleague, and not to the same one again', async () => {
  const taskId = await promise(MINUTE)
  await seat('agent')
  expect(await handOutTasks(house)).toBe(1)
  await releaseTask(platform, actorOf('agent'), taskId)
  expect(await handOutTasks(house)).toBe(0)
  await seat('agent2')
  expect(await handOutTasks(house)).toBe(1)
  expect(await ownerOf(taskId)).toBe(company.users.agent2)
})

test('what was not begun goes back when its agent signs out', async () => {
  const taskId = await promise(MINUTE)
  await seat('agent')
  await handOutTasks(house)
  await seat('agent', { chosen: 'offline' })
  await handOutTasks(house)
  expect(await ownerOf(taskId)).toBeNull()
})

test('two nodes at once: no task has two owners, no agent two tasks, and nothing is told twice', async () => {
  for (let round = 0; round < 5; round += 1) {
    await db('tasks').delete()
    await db('notices').delete()
    const names = ['agent', 'agent2', 'agent3', 'handler'] as const
    for (const name of names) await seat(name)
    for (let n = 0; n < 6; n += 1) await promise(n * MINUTE)
    const handed = await Promise.all([house, otherHouse, house, otherHouse].map(handOutTasks))
    expect(handed.reduce((sum, n) => sum + n, 0)).toBe(4)
    const owners = await db('tasks').whereNotNull('owner_id').pluck('owner_id')
    expect(owners).toHaveLength(4)
    expect(new Set(owners).size).toBe(4)
    expect(await db('notices')).toHaveLength(4)
  }
})
