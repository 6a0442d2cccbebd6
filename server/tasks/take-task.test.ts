import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { task as taskSchema } from '#shared/tasks/task.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { createTask } from './create-task.ts'
import { dropTask, finishTask } from './finish-task.ts'
import { reassignTask, releaseTask } from './give-task.ts'
import { readMyTasks, readQueueTasks, readTask, readTasks } from './read-tasks.ts'
import { takeNextForMe, takeTask } from './take-task.ts'
import { addQueue, addRole } from './test-queue.ts'

let company: SmallCompany
let platform: TestPlatform
let queueId: string
let otherQueueId: string
let agent: Actor
let colleague: Actor
let stranger: Actor
let supervisor: Actor
const HOUR = 3_600_000
const own = { 'task.read': 'own', 'task.work': 'own' } as const

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
  const { ids } = company
  queueId = await addQueue(company, 'sales', [ids.agent, ids.handler])
  otherQueueId = await addQueue(company, 'claims', [])
  agent = company.actor(ids.agent, own)
  colleague = company.actor(ids.handler, own)
  stranger = company.actor(ids.head, own)
  supervisor = company.actor(ids.head, { 'task.read': 'all', 'task.work': 'all', 'task.assign': 'all' })
  for (const user of [ids.agent, ids.handler, ids.head]) await addRole(company, user, own)
})
beforeEach(() => company.db('tasks').delete())
afterAll(() => company.drop())

const make = async (task: Partial<Parameters<typeof createTask>[1]> = {}): Promise<string> => {
  const at = platform.clock.now()
  const holder = task.ownerId ? {} : { queueId }
  const whole = {
    kind: 'callback' as const,
    title: 'call',
    dueAt: at + HOUR,
    createdBy: null,
    at,
    ...holder,
    ...task,
  }
  return (await company.db.transaction((trx) => createTask(trx, whole))).taskId
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string; status: number }) => `${error.status} ${error.code}`,
  )
const kindsOf = (taskId: string) =>
  company.db('events').where({ subject_id: taskId }).orderBy('id').pluck('kind')

test('two agents take one task: one has it, the other is told so', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const taskId = await make()
    const outcomes = await Promise.all([
      failure(takeTask(platform, agent, taskId)),
      failure(takeTask(platform, colleague, taskId)),
    ])
    expect(outcomes.sort()).toEqual(['409 task_taken', 'done'])
    expect(await kindsOf(taskId)).toEqual(['task.made', 'task.taken'])
  }
})

test('the next of my queues, soonest due first; many who ask at once get different ones', async () => {
  const now = platform.clock.now()
  const ids: string[] = []
  for (const hours of [5, 1, 3, 2, 4]) ids.push(await make({ dueAt: now + hours * HOUR }))
  await make({ queueId: otherQueueId, dueAt: now })
  const first = await takeNextForMe(platform, agent)
  expect(first.task).toMatchObject({
    id: ids[1],
    state: 'taken',
    owner: { name: 'agent' },
    deeds: ['finish', 'release'],
  })
  expect(taskSchema.safeParse(first.task).success).toBe(true)
  const rest = await Promise.all(
    Array.from({ length: 6 }, (_, turn) => takeNextForMe(platform, turn % 2 ? agent : colleague)),
  )
  const taken = rest.flatMap((one) => (one.task ? [one.task.id] : []))
  expect(new Set(taken).size).toBe(taken.length)
  expect(taken.sort()).toEqual([ids[0], ids[2], ids[3], ids[4]].sort())
  expect((await takeNextForMe(platform, stranger)).task).toBeNull()
})

test('a task of a queue one does not serve is not found; of a colleague’s, taken is all one learns', async () => {
  const foreign = await make({ queueId: otherQueueId })
  expect(await failure(takeTask(platform, agent, foreign))).toBe('404 not_found')
  expect(await failure(readTask(company.db, agent, foreign))).toBe('404 not_found')
  const taskId = await make()
  await takeTask(platform, colleague, taskId)
  expect(await failure(readTask(company.db, agent, taskId))).toBe('404 not_found')
  expect(await failure(finishTask(platform, agent, { taskId, resultCode: 'done', result: '' }))).toBe(
    '404 not_found',
  )
  expect(await failure(takeTask(platform, agent, crypto.randomUUID()))).toBe('404 not_found')
})

test('done with a result once; the promise kept late says so', async () => {
  const taskId = await make({ clientId: company.ids.clientRu })
  await takeTask(platform, agent, taskId)
  platform.advance(2 * HOUR)
  const ending = { taskId, resultCode: 'reached' as const, result: 'перезвонили' }
  const outcomes = await Promise.all([
    failure(finishTask(platform, agent, ending)),
    failure(finishTask(platform, agent, ending)),
  ])
  expect(outcomes.sort()).toEqual(['409 task_moved', 'done'])
  const [event] = await company.db('events').where({ subject_id: taskId, kind: 'task.done' })
  expect(event.data).toMatchObject({ resultCode: 'reached', late: true, ownerId: agent.userId })
  expect(JSON.stringify(event.data)).not.toContain('перезвонили')
  const [line] = await company.db('timeline').where({ subject_id: taskId })
  expect(line).toMatchObject({
    kind: 'task',
    owner_id: agent.userId,
    summary: { state: 'done', resultCode: 'reached' },
  })
})

test('mine: overdue, due, done since the day began', async () => {
  const now = platform.clock.now()
  const late = await make({ ownerId: agent.userId, dueAt: now - 1 })
  const due = await make({ ownerId: agent.userId, dueAt: now })
  const done = await make({ ownerId: agent.userId, kind: 'follow-up' })
  const yesterday = await make({ ownerId: agent.userId, kind: 'follow-up' })
  await make({ ownerId: colleague.userId })
  await finishTask(platform, agent, { taskId: yesterday, resultCode: 'done', result: '' })
  platform.advance(1)
  await finishTask(platform, agent, { taskId: done, resultCode: 'done', result: '' })
  const mine = await readMyTasks(company.db, agent, { now, since: now + 1 })
  const ids = Object.fromEntries(
    Object.entries(mine).map(([part, tasks]) => [part, tasks.map((one) => one.id)]),
  )
  expect(ids).toEqual({ overdue: [late], due: [due], done: [done] })
})

test('given back to the queue it is anybody’s again', async () => {
  const taskId = await make()
  await takeTask(platform, agent, taskId)
  expect(await releaseTask(platform, agent, taskId)).toMatchObject({
    state: 'open',
    owner: null,
    takenAt: null,
  })
  const waiting = await readQueueTasks(company.db, colleague)
  expect(waiting.tasks).toMatchObject([{ id: taskId, deeds: ['take'] }])
  expect(await failure(takeTask(platform, colleague, taskId))).toBe('done')
})

test('reassigned by who may: the new owner is told, a stale view is refused', async () => {
  const taskId = await make()
  const to = { taskId, version: 1, ownerId: colleague.userId, queueId: null }
  expect(await failure(reassignTask(platform, agent, to))).toBe('403 denied')
  const given = await reassignTask(platform, supervisor, to)
  expect(given).toMatchObject({ state: 'open', owner: { name: 'handler' }, version: 2 })
  expect(await failure(reassignTask(platform, supervisor, to))).toBe('409 task_moved')
  const told = await company.db('notices').where({ user_id: colleague.userId, kind: 'task-assigned' })
  expect(told.map((one) => one.data.taskId)).toContain(taskId)
  const unknown = { ...to, version: 2, ownerId: crypto.randomUUID() }
  expect(await failure(reassignTask(platform, supervisor, unknown))).toBe('422 invalid')
  const back = await reassignTask(platform, supervisor, {
    ...to,
    version: 2,
    ownerId: null,
    queueId: otherQueueId,
  })
  expect(back).toMatchObject({ owner: null, queue: { id: otherQueueId } })
})

test('assigning reaches as far as the grant: a department’s head gives to the department only', async () => {
  const head = {
    ...company.actor(company.ids.head, {
      'task.read': 'all',
      'task.work': 'own',
      'task.assign': 'department',
    }),
    departmentIds: [company.ids.sales],
  }
  const theirs = await make({ ownerId: colleague.userId })
  const inside = await make({ ownerId: agent.userId })
  const to = { version: 1, queueId: null }
  expect(await failure(reassignTask(platform, head, { ...to, taskId: theirs, ownerId: agent.userId }))).toBe(
    '403 denied',
  )
  expect(
    await failure(reassignTask(platform, head, { ...to, taskId: inside, ownerId: colleague.userId })),
  ).toBe('422 invalid')
  expect(await failure(reassignTask(platform, head, { ...to, taskId: inside, ownerId: head.userId }))).toBe(
    'done',
  )
})

test('a promise to a client is not an agent’s to drop; a reminder of one’s own is', async () => {
  const promise = await make({ ownerId: agent.userId })
  expect(await failure(dropTask(platform, agent, promise))).toBe('403 denied')
  expect(await failure(dropTask(platform, supervisor, promise))).toBe('done')
  const reminder = await make({ ownerId: agent.userId, kind: 'follow-up', createdBy: agent.userId })
  expect(await dropTask(platform, agent, reminder)).toMatchObject({ state: 'cancelled', deeds: [] })
})

test('lists: pages laid together are the whole, within reach', async () => {
  const now = platform.clock.now()
  const ids: string[] = []
  for (let turn = 0; turn < 7; turn += 1) ids.push(await make({ dueAt: now + (turn >> 1) * HOUR }))
  const hidden = await make({ ownerId: colleague.userId, dueAt: now })
  const read = async (actor: Actor) => {
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await readTasks(company.db, actor, { state: 'open', limit: 3, now, after })
      seen.push(...page.tasks.map((one) => one.id))
      if (!page.next) return seen
      after = page.next
    }
  }
  expect((await read(supervisor)).sort()).toEqual([...ids, hidden].sort())
  expect((await read(agent)).sort()).toEqual([...ids].sort())
  expect(await read(stranger)).toEqual([])
  const inMarket = company.actor(company.ids.head, { 'task.read': 'market' }, company.ids.ru)
  expect(await read(inMarket)).toHaveLength(7)
  const late = await readTasks(company.db, supervisor, { state: 'overdue', limit: 50, now: now + 1 })
  expect(late.tasks).toHaveLength(3)
})
