/** The sheet of skills: read within reach, written all of it or nothing. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SkillMatrix } from '#shared/routing/skill-matrix.contract.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
let steel: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
  steel = (await administrator.post('/api/skills', { code: 'rails', nameRu: 'Рельсы', nameEn: 'Rails' })).body
    .id
})
afterAll(() => hub.stop())

let sheet: SkillMatrix
const read = async (query = '') => (await administrator.get(`/api/skill-matrix${query}`)).body
beforeEach(async () => {
  sheet = await read()
})
const user = (name: 'agent' | 'agent2') => sheet.users.find(({ id }) => id === hub.company.users[name])!
const change = (
  name: 'agent' | 'agent2',
  levels: Record<string, number | null>,
  version = user(name).version,
) => ({
  userId: user(name).id,
  version,
  levels,
})
const save = (...changes: ReturnType<typeof change>[]) => administrator.put('/api/skill-matrix', { changes })

test('several levels of several agents are one transition: each in the log, all in one trace', async () => {
  const before = user('agent').levels
  expect((await save(change('agent', { [steel]: 7 }), change('agent2', { [steel]: 3 }))).body).toEqual({
    users: 2,
  })
  sheet = await read()
  expect(user('agent')).toMatchObject({ levels: { ...before, [steel]: 7 }, signedIn: false })
  expect(user('agent2').levels[steel]).toBe(3)
  const events = await hub.platform.db('events').where({ kind: 'agent.skills-changed' }).orderBy('id')
  expect(events.map(({ subject_id }) => subject_id)).toEqual([user('agent').id, user('agent2').id])
  expect(events[0].data.levels).toEqual({ ...before, [steel]: 7 })
  const traces = await hub.platform.db('audit').where({ action: 'user.matrix' })
  expect(traces).toHaveLength(1)
  expect(traces[0].data.levels[0]).toMatchObject({ skillId: steel, level: 7, from: null })

  await save(change('agent', { [steel]: null }))
  sheet = await read()
  expect(user('agent').levels).toEqual(before)
})

test('who was changed meanwhile is named, and nothing of it is written', async () => {
  const stale = change('agent2', { [steel]: 9 }, user('agent2').version + 1)
  const answer = await save(change('agent', { [steel]: 9 }), stale)
  expect(answer.error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { users: [user('agent2').id], names: user('agent2').name },
  })
  const after: SkillMatrix = await read()
  expect(after.users.find(({ id }) => id === user('agent').id)).toEqual(user('agent'))
})

test('a level beyond ten, a skill there is not and the same agent twice are refused', async () => {
  expect((await save(change('agent', { [steel]: 11 }))).error?.fields).toEqual({
    [`changes.0.levels.${steel}`]: 'too_big:10',
  })
  expect((await save(change('agent', { [hub.company.markets.ru]: 4 }))).error?.code).toBe('unknown_reference')
  expect((await save(change('agent', {}), change('agent', {}))).error?.fields).toEqual({
    changes: 'repeated_user',
  })
})

test('the list is narrowed down by department, queue, skill and name', async () => {
  await save(change('agent2', { [steel]: 3 }))
  const names = async (query: string) => ((await read(query)) as SkillMatrix).users.map(({ id }) => id)
  expect(await names(`?skillId=${steel}`)).toEqual([hub.company.users.agent2])
  expect(await names(`?search=${encodeURIComponent(user('agent').name)}`)).toContain(user('agent').id)
  const queueId = user('agent').queueIds[0]!
  expect(await names(`?queueId=${queueId}`)).toContain(user('agent').id)
  expect(await names(`?departmentId=${steel}`)).toEqual([])
})
