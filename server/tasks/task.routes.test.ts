/** Cards and tasks through the real gates, as people of the seeded roles come to them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientRoutes } from '#server/clients/index.ts'
import { clientCard } from '#shared/clients/card.contract.ts'
import { note } from '#shared/clients/note.contract.ts'
import { searchClients } from '#shared/clients/search.contract.ts'
import { readTimeline } from '#shared/clients/timeline.contract.ts'
import { bell } from '#shared/tasks/notice.contract.ts'
import { readMyTasks, task } from '#shared/tasks/task.contract.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../tests/harness/doorway.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { taskRoutes } from './task.routes.ts'
import { addQueue } from './test-queue.ts'

let door: Doorway
let place: Awaited<ReturnType<typeof populate>>
let agent: Visitor
let supervisor: Visitor

beforeAll(async () => {
  door = await openDoorway({
    routes: (platform) => [
      ...clientRoutes(platform, { findByClaimNumber: async () => [] }),
      ...taskRoutes(platform),
    ],
  })
  place = await populate(door.platform, ['agent', 'supervisor'])
  agent = door.visitor()
  supervisor = door.visitor()
  await agent.signIn('agent@example.test', PASSWORD)
  await supervisor.signIn('supervisor@example.test', PASSWORD)
})
afterAll(() => door.stop())

test('a card is made, found, edited, annotated and read back', async () => {
  const made = await agent.post('/api/clients', {
    kind: 'company',
    name: 'Тяжмаш',
    marketId: place.marketId,
    phones: ['8 (495) 765-43-21'],
  })
  expect(made.status).toBe(200)
  const card = clientCard.parse(made.body)
  const path = `/api/clients/${card.id}`

  const found = await agent.get(`/api/clients?search=${encodeURIComponent('8 495 765 43 21')}`)
  expect(searchClients.reply.parse(found.body).results).toMatchObject([
    { clientId: card.id, why: { by: 'phone' } },
  ])
  expect((await agent.get('/api/clients?search=x')).error).toMatchObject({
    fields: { search: 'too_small:2' },
  })

  expect((await agent.patch(path, { version: 1, region: 'Урал' })).body).toMatchObject({ version: 2 })
  const stale = await supervisor.patch(path, { version: 1, region: 'Сибирь' })
  expect(stale).toMatchObject({ status: 409, error: { code: 'stale', facts: { version: 2 } } })
  expect((await agent.patch(path, { version: 2, nickname: 'x' })).error).toMatchObject({
    status: 422,
    fields: { nickname: 'unknown_field' },
  })
  expect((await agent.patch(path, { version: 2, country: 'XX' })).error?.fields).toEqual({
    country: 'unknown_country',
  })

  const noteId = crypto.randomUUID()
  const save = { text: 'Ждёт счёт', version: 0, typedAt: 1 }
  expect(note.parse((await agent.put(`${path}/notes/${noteId}`, save)).body).version).toBe(1)
  const page = readTimeline.reply.parse((await agent.get(`${path}/timeline?limit=5`)).body)
  expect(page.items).toMatchObject([{ kind: 'note', subjectId: noteId, summary: { excerpt: 'Ждёт счёт' } }])
  expect((await agent.get(`${path}/timeline?before=yesterday`)).error?.fields).toEqual({
    before: 'invalid_regex',
  })

  const person = await agent.post(`${path}/persons`, { name: 'Анна', emails: ['anna@tyazh.test'] })
  expect(person.status).toBe(200)
  expect((await agent.delete(`${path}/persons/${person.body.id}`)).status).toBe(204)
  const [address] = clientCard.parse((await agent.get(path)).body).addresses
  expect((await agent.delete(`${path}/addresses/${address!.id}`)).status).toBe(204)
  expect((await agent.post(`${path}/addresses`, { kind: 'phone', value: '12' })).error?.fields).toEqual({
    value: 'invalid_phone',
  })
})

test('tasks and the bell, from a supervisor to an agent', async () => {
  const dueAt = door.platform.clock.now() + 60_000
  const wish = { kind: 'follow-up', title: 'Перезвонить', dueAt, address: '8 916 123 45 67' }
  expect((await agent.post('/api/tasks', { ...wish, ownerId: place.users.supervisor })).status).toBe(403)
  expect((await agent.post('/api/tasks', { ...wish, dueAt: 1 })).error?.fields).toEqual({ dueAt: 'in_past' })
  const made = task.parse((await supervisor.post('/api/tasks', { ...wish, ownerId: place.users.agent })).body)
  expect(made).toMatchObject({
    address: '+79161234567',
    owner: { name: 'agent' },
    createdBy: { name: 'supervisor' },
  })

  const mine = readMyTasks.reply.parse((await agent.get('/api/tasks/mine?doneSince=0')).body)
  expect(mine.due.map((one) => one.id)).toEqual([made.id])
  const rung = bell.parse((await agent.get('/api/notices')).body)
  expect(rung).toMatchObject({ unread: 1, notices: [{ kind: 'task-assigned', data: { taskId: made.id } }] })
  expect((await agent.post('/api/notices/read', {})).body).toMatchObject({ unread: 0 })

  expect((await agent.post(`/api/tasks/${made.id}/take`)).body).toMatchObject({ state: 'taken' })
  expect((await agent.post('/api/tasks/take-next', {})).body).toEqual({ task: null })
  const done = await agent.post(`/api/tasks/${made.id}/finish`, { resultCode: 'reached', result: 'да' })
  expect(task.parse(done.body)).toMatchObject({ state: 'done', resultCode: 'reached', deeds: [] })
  expect((await agent.post(`/api/tasks/${made.id}/finish`, { resultCode: 'reached' })).status).toBe(409)
  expect((await supervisor.get('/api/tasks?state=done')).body.tasks).toMatchObject([{ id: made.id }])
  expect(
    (await supervisor.get('/api/task-assignees')).body.users.map((one: { name: string }) => one.name),
  ).toEqual(['agent', 'supervisor'])
  expect((await agent.get('/api/task-assignees')).status).toBe(403)
  const both = { version: 1, ownerId: place.users.agent, queueId: crypto.randomUUID() }
  expect((await supervisor.post(`/api/tasks/${made.id}/reassign`, both)).error?.fields).toEqual({
    ownerId: 'owner_or_queue',
  })
})

test('a card says in which queue a task waits, and leads to it only whom it opens to', async () => {
  const company = { db: door.platform.db, ids: { ru: place.marketId } }
  const served = await addQueue(company, 'served', [place.users.agent!])
  const other = await addQueue(company, 'other', [])
  const card = { kind: 'company', name: 'Ждёт', marketId: place.marketId }
  const clientId = (await agent.post('/api/clients', card)).body.id
  const wish = {
    kind: 'follow-up',
    title: 'Перезвонить',
    dueAt: door.platform.clock.now() + 60_000,
    clientId,
  }
  for (const queueId of [served, other]) {
    expect((await supervisor.post('/api/tasks', { ...wish, queueId })).status).toBe(200)
  }
  const told = async (reader: Visitor) => {
    const page = readTimeline.reply.parse((await reader.get(`/api/clients/${clientId}/timeline`)).body)
    const lines = page.items.map(async ({ waitsIn, opens, subjectId }) => {
      const { status } = await reader.get(`/api/tasks/${subjectId}`)
      return `${waitsIn?.en}: ${opens ? 'opens' : 'shut'}, ${status}`
    })
    return (await Promise.all(lines)).sort()
  }
  expect(await told(agent)).toEqual(['other en: shut, 404', 'served en: opens, 200'])
  expect(await told(supervisor)).toEqual(['other en: opens, 200', 'served en: opens, 200'])
})
