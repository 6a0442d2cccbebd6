/** Queues, skills and who serves what, as an administrator changes them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { skillRoutes } from '#server/agents/skills/skill.routes.ts'
import { houseOf } from '#server/app.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { queueRoutes } from './queue.routes.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway({
    routes: (platform) => [...queueRoutes(houseOf(platform)), ...skillRoutes(platform)],
  })
  place = await populate(hub.platform, ['agent', 'claim-handler', 'supervisor', 'administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(() => hub.stop())

let made = 0
const addQueue = async () => {
  made += 1
  const answer = await administrator.post('/api/queues', {
    code: `queue-${made}`,
    nameRu: 'Очередь',
    nameEn: 'Queue',
    marketId: place.marketId,
    language: 'ru',
    topic: 'sales',
    calendarId: place.calendarId,
  })
  expect(answer.status).toBe(200)
  return answer.body
}
const userVersion = async (id: string) => (await administrator.get(`/api/users/${id}`)).body.version
const eventsOf = async (subject: string) =>
  (await hub.db('events').where('subject_id', subject).orderBy('id')).map(({ kind, data }) => ({
    kind,
    data,
  }))

describe('a queue', () => {
  test('is made with the usual rules and edited in any of them', async () => {
    const queue = await addQueue()
    expect(queue).toMatchObject({
      pick: 'longest-idle',
      serviceTarget: 0.8,
      ageingPerMinute: 1,
      needs: [],
      active: true,
    })
    await administrator.post('/api/skills', { code: 'steel', nameRu: 'Сталь', nameEn: 'Steel' })
    const edit = {
      nameRu: 'Продажи',
      nameEn: 'Sales',
      language: 'en',
      topic: 'steel',
      priority: 5,
      ageingPerMinute: 0.5,
      clientPoints: 20,
      pick: 'least-occupied',
      preferredForMs: 1,
      offerForMs: 15_000,
      wrapUpMs: 0,
      maxWaiting: 7,
      maxWaitMs: 60_000,
      handOutMs: null,
      serviceMs: 30_000,
      serviceTarget: 0.95,
      needs: [
        {
          skill: 'steel',
          rings: [
            { afterMs: 0, minLevel: 7 },
            { afterMs: 30_000, minLevel: 3 },
          ],
        },
      ],
      scriptRu: 'Здравствуйте!',
      scriptEn: 'Hello!',
      active: false,
    }
    const answer = await administrator.patch(`/api/queues/${queue.id}`, { version: 1, ...edit })
    expect(answer.body).toEqual({ ...queue, ...edit, version: 2 })
    expect((await administrator.get(`/api/queues/${queue.id}`)).body).toEqual(answer.body)
    const [created, changed] = await eventsOf(queue.id)
    expect(created?.kind).toBe('queue.created')
    expect(new Set(changed?.data.fields)).toEqual(new Set(Object.keys(edit)))
    expect(await hub.db('audit').where({ action: 'queue.edit', subject_id: queue.id })).toHaveLength(1)
  })

  test('refuses rules that would not work, naming the field', async () => {
    const queue = await addQueue()
    const fields = async (edit: object) =>
      (await administrator.patch(`/api/queues/${queue.id}`, { version: 1, ...edit })).error?.fields
    const rings = (...list: [number, number][]) => ({
      needs: [{ skill: 'steel', rings: list.map(([afterMs, minLevel]) => ({ afterMs, minLevel })) }],
    })
    expect(await fields({ needs: [{ skill: 'alchemy', rings: [{ afterMs: 0, minLevel: 1 }] }] })).toEqual({
      needs: 'unknown_skill',
    })
    expect(await fields(rings([10, 5]))).toEqual({ 'needs.0.rings': 'first_ring_at_once' })
    expect(await fields(rings([0, 5], [20, 3], [20, 1]))).toEqual({ 'needs.0.rings': 'rings_in_order' })
    expect(await fields({ serviceTarget: 2, colour: 'red' })).toEqual({
      serviceTarget: 'too_big:1',
      colour: 'unknown_field',
    })
    const nowhere = await administrator.patch(`/api/queues/${queue.id}`, {
      version: 1,
      calendarId: place.marketId,
    })
    expect(nowhere.error).toMatchObject({ code: 'unknown_reference', status: 422 })
    expect((await administrator.get(`/api/queues/${queue.id}`)).body).toEqual(queue)
  })

  test('edited by two at once keeps one edit and tells the other', async () => {
    const queue = await addQueue()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((priority) =>
        administrator.patch(`/api/queues/${queue.id}`, { version: 1, priority }),
      ),
    )
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(3)
    for (const { error } of refused) expect(error?.code).toBe('changed_meanwhile')
  })
})

describe('who serves', () => {
  test('is set from the queue and from the user, and each end notices the other', async () => {
    const [one, two] = [await addQueue(), await addQueue()]
    const [agent, handler] = [place.users.agent!, place.users['claim-handler']!]
    const before = await userVersion(agent)
    const set = await administrator.put(`/api/queues/${one.id}/agents`, {
      version: 1,
      agentIds: [agent, handler],
    })
    expect(set.body.agentIds.sort()).toEqual([agent, handler].sort())
    const stale = await administrator.put(`/api/users/${agent}/queues`, { version: before, queueIds: [] })
    expect(stale.error).toMatchObject({
      code: 'changed_meanwhile',
      facts: { current: { queueIds: [one.id] } },
    })
    const { version } = (await administrator.get(`/api/users/${agent}/queues`)).body
    const moved = await administrator.put(`/api/users/${agent}/queues`, { version, queueIds: [two.id] })
    expect(moved.body).toEqual({ queueIds: [two.id], version: version + 1 })
    expect((await administrator.get(`/api/queues/${one.id}`)).body).toMatchObject({
      agentIds: [handler],
      version: 3,
    })
    expect((await eventsOf(one.id)).slice(1)).toEqual([
      {
        kind: 'queue.agents-changed',
        data: { added: expect.arrayContaining([agent, handler]), removed: [] },
      },
      { kind: 'queue.agents-changed', data: { added: [], removed: [agent] } },
    ])
    expect(await hub.db('agents').whereIn('user_id', [agent, handler])).toHaveLength(2)
  })

  test('changed from both ends at once ends in one of the two orders, never in a mixture', async () => {
    const agent = place.users.agent!
    for (let round = 0; round < 4; round += 1) {
      const queue = await addQueue()
      const version = await userVersion(agent)
      const answers = await Promise.all([
        administrator.put(`/api/queues/${queue.id}/agents`, { version: 1, agentIds: [agent] }),
        administrator.put(`/api/users/${agent}/queues`, { version, queueIds: [queue.id] }),
      ])
      const statuses = answers.map(({ status }) => status).sort()
      expect([
        [200, 200],
        [200, 409],
      ]).toContainEqual(statuses)
      expect((await administrator.get(`/api/queues/${queue.id}`)).body.agentIds).toEqual([agent])
    }
  })

  test('cannot be someone who is not there', async () => {
    const queue = await addQueue()
    const answer = await administrator.put(`/api/queues/${queue.id}/agents`, {
      version: 1,
      agentIds: [place.marketId],
    })
    expect(answer.error).toMatchObject({ code: 'unknown_reference', status: 422 })
    expect((await administrator.get(`/api/queues/${queue.id}`)).body.version).toBe(1)
  })
})

describe('a skill', () => {
  test('is made, renamed, put away, and had at a level', async () => {
    const add = () => administrator.post('/api/skills', { code: 'pipes', nameRu: 'Трубы', nameEn: 'Pipes' })
    const skill = (await add()).body
    expect((await add()).error?.code).toBe('exists')
    const agent = place.users.agent!
    const version = await userVersion(agent)
    const levels = { version, skills: [{ skillId: skill.id, level: 8 }] }
    const set = await administrator.put(`/api/users/${agent}/skills`, levels)
    expect(set.body).toEqual({ ...levels, version: version + 1 })
    expect((await administrator.put(`/api/users/${agent}/skills`, levels)).error?.code).toBe(
      'changed_meanwhile',
    )
    const repeated = { version: version + 1, skills: [...levels.skills, ...levels.skills] }
    expect((await administrator.put(`/api/users/${agent}/skills`, repeated)).error?.fields).toEqual({
      skills: 'repeated_skill',
    })
    const edited = await administrator.patch(`/api/skills/${skill.id}`, { version: 1, active: false })
    expect(edited.body).toMatchObject({ active: false, nameRu: 'Трубы', holders: 1, version: 2 })
    expect((await administrator.patch(`/api/skills/${skill.id}`, { version: 1, nameRu: 'х' })).status).toBe(
      409,
    )
    expect((await eventsOf(agent)).at(-1)).toEqual({
      kind: 'agent.skills-changed',
      data: { levels: { [skill.id]: 8 } },
    })
  })
})

test('a manager of queues of one market stays in it', async () => {
  const [market] = await hub.db('markets').select('*')
  const [abroad] = await hub
    .db('markets')
    .insert({ ...market, id: undefined, code: 'abroad' })
    .returning('id')
  const queue = await addQueue()
  const away = await addQueue()
  await administrator.patch(`/api/queues/${away.id}`, { version: 1, marketId: abroad.id })
  const { roles } = (await administrator.get('/api/roles')).body
  const role = roles.find((one: { code: string }) => one.code === 'supervisor')
  await administrator.put(`/api/roles/${role.id}`, {
    version: role.version,
    nameRu: role.nameRu,
    nameEn: role.nameEn,
    grants: { ...role.grants, 'queue.manage': 'market' },
  })
  const supervisor = hub.visitor()
  await supervisor.signIn('supervisor@example.test', PASSWORD)
  expect((await supervisor.patch(`/api/queues/${queue.id}`, { version: 1, priority: 1 })).status).toBe(200)
  expect((await supervisor.get(`/api/queues/${away.id}`)).status).toBe(404)
  expect((await supervisor.patch(`/api/queues/${away.id}`, { version: 2, priority: 1 })).status).toBe(404)
  const moved = await supervisor.patch(`/api/queues/${queue.id}`, { version: 2, marketId: abroad.id })
  expect(moved.error?.fields).toEqual({ marketId: 'beyond_own_market' })
})
