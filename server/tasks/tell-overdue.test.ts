import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bell } from '#shared/tasks/notice.contract.ts'
import { UNCLAIMED_MS } from '#shared/tasks/overdue.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { createTask, promiseCallback } from './create-task.ts'
import { reassignTask } from './give-task.ts'
import { markNoticesRead, readBell } from './read-bell.ts'
import { tellOverdue } from './tell-overdue.ts'
import { readNotice, tellUser } from './tell-user.ts'
import { addQueue, addRole } from './test-queue.ts'

let company: SmallCompany
let platform: TestPlatform
let queueId: string

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
  const { ids } = company
  queueId = await addQueue(company, 'sales', [ids.agent])
  await addRole(company, ids.agent, { 'task.work': 'own' })
  await addRole(company, ids.handler, { 'task.work': 'own', 'task.assign': 'all' })
  await addRole(company, ids.head, { 'task.work': 'all', 'task.assign': 'all', 'agent.supervise': 'all' })
})
beforeEach(async () => {
  await company.db('tasks').delete()
  await company.db('notices').delete()
})
afterAll(() => company.drop())

const make = (holder: { ownerId?: string; queueId?: string }, dueInMs = 1_000) => {
  const at = platform.clock.now()
  const task = { kind: 'follow-up' as const, title: 'call', createdBy: holder.ownerId ?? null, at }
  return company.db.transaction((trx) => createTask(trx, { ...task, ...holder, dueAt: at + dueInMs }))
}
const told = (userId: string) => company.db('notices').where({ user_id: userId }).orderBy('id').pluck('kind')

test('the owner is told once of each due time, whoever sweeps and however often', async () => {
  const { agent, handler, head } = company.ids
  const made = await make({ ownerId: agent })
  await tellOverdue(platform)
  expect(await told(agent)).toEqual([])
  platform.advance(1_001)
  await Promise.all([tellOverdue(platform), tellOverdue(platform)])
  await tellOverdue(platform)
  expect(await told(agent)).toEqual(['task-overdue'])
  expect(await company.db('events').where({ subject_id: made.taskId, kind: 'task.overdue' })).toHaveLength(1)

  // A new holder and a new time: told anew.
  const supervisor = company.actor(head, { 'task.read': 'all', 'task.work': 'all', 'task.assign': 'all' })
  const wish = { taskId: made.taskId, version: 1, ownerId: handler, queueId: null }
  await reassignTask(platform, supervisor, { ...wish, dueAt: platform.clock.now() + 1_000 })
  await tellOverdue(platform)
  expect(await told(handler)).toEqual(['task-assigned'])
  platform.advance(1_001)
  await tellOverdue(platform)
  expect(await told(handler)).toEqual(['task-assigned', 'task-overdue'])
})

test('of a queue’s task that nobody takes, those who supervise hear some minutes later', async () => {
  const { agent, handler, head } = company.ids
  await make({ queueId })
  platform.advance(UNCLAIMED_MS)
  await tellOverdue(platform)
  expect([...(await told(agent)), ...(await told(head))]).toEqual([])
  platform.advance(1_001)
  await tellOverdue(platform)
  await tellOverdue(platform)
  expect(await told(head)).toEqual(['task-unclaimed'])
  // May assign, but does not look after the queues.
  expect(await told(handler)).toEqual([])
})

test('a backlog longer than one batch is told whole', async () => {
  for (let turn = 0; turn < 60; turn += 1) await make({ ownerId: company.ids.agent })
  platform.advance(2_000)
  expect(await tellOverdue(platform)).toEqual({ overdue: 60, unclaimed: 0 })
})

test('a callback promised twice for one interaction is one task with one number', async () => {
  const [interaction] = await company
    .db('interactions')
    .insert({ channel: 'web', direction: 'inbound', state: 'arrived', arrived_at: new Date() })
    .returning('id')
  const at = platform.clock.now()
  const promise = {
    interactionId: interaction.id as string,
    clientId: company.ids.clientRu,
    address: '+74951234567',
    language: 'ru' as const,
    queueId,
    dueAt: at + 3_600_000,
    cause: 'queue-full' as const,
    createdBy: null,
    at,
  }
  const made = await Promise.all(
    Array.from({ length: 5 }, () => company.db.transaction((trx) => promiseCallback(trx, promise))),
  )
  expect(new Set(made.map((one) => `${one.taskId} ${one.number}`)).size).toBe(1)
  expect(made[0]?.number).toBeGreaterThan(1_000)
  expect(await company.db('events').where({ subject_id: made[0]?.taskId, kind: 'task.made' })).toHaveLength(1)
})

test('the bell keeps what was told until it is read, the same thing once', async () => {
  const { agent, handler } = company.ids
  const tell = (userId: string, key: string) =>
    company.db.transaction((trx) =>
      tellUser(trx, { userId, kind: 'claim-escalated', key, data: { step: 1 }, at: platform.clock.now() }),
    )
  expect(await tell(agent, 'a')).toBe(true)
  expect(await tell(agent, 'a')).toBe(false)
  platform.advance(1)
  await tell(agent, 'b')
  await tell(handler, 'a')
  const before = bell.parse(await readBell(company.db, agent))
  expect(before.unread).toBe(2)
  const [newest] = before.notices
  const theirs = (await readBell(company.db, handler)).notices[0]!
  const after = await markNoticesRead(platform, agent, [newest!.id, theirs.id])
  expect(after.unread).toBe(1)
  expect(after.notices.map((one) => one.readAt !== null)).toEqual([true, false])
  expect((await readBell(company.db, handler)).unread).toBe(1)
  expect((await markNoticesRead(platform, agent)).unread).toBe(0)
  const [event] = await company
    .db('events')
    .where({ subject_id: agent, kind: 'notice.made' })
    .orderBy('id', 'desc')
  expect(await readNotice(company.db, event.data.noticeId)).toMatchObject({
    kind: 'claim-escalated',
    data: { step: 1 },
  })
})
