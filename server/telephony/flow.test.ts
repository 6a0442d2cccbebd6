/** Flows as an administrator keeps them. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowPlan } from '#shared/telephony/flow-plan.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { receiveArrival } from './receive-arrival.ts'

let hub: Hub
let administrator: Visitor
let plan: FlowPlan
let version: number
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
beforeEach(async () => {
  const { body } = await administrator.get('/api/flows/main')
  plan = body.plan
  version = body.version
})
afterAll(() => hub.stop())

const publish = (change: Partial<FlowPlan>, who = administrator, of = version) =>
  who.post('/api/flows/main/versions', { version: of, plan: { ...plan, ...change } })

const callNow = async (flowCode = 'main'): Promise<{ version: number }> => {
  const arrival = await receiveArrival(hub.app.house, {
    provider: 'rows',
    providerRef: randomUUID(),
    direction: 'inbound',
    caller: null,
    verified: false,
    clientId: null,
    language: 'ru',
    flowCode,
    mediaId: null,
    address: null,
    tokenHash: null,
    at: hub.clock.now(),
  })
  return hub.platform.db('flows').where({ id: arrival?.call.flow_id }).first('version')
}

test('a published flow leads the very next call; one in progress keeps its own', async () => {
  const before = await callNow()
  const delivery = plan.topics.find(({ topic }) => topic === 'delivery')!
  const answer = await publish({ topics: [delivery], otherwise: 'delivery', tries: 1 })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    version: version + 1,
    plan: { topics: [delivery], otherwise: 'delivery', tries: 1 },
    publishedBy: 'administrator name',
    restores: null,
  })
  expect(await callNow()).toEqual({ version: before.version + 1 })
})

test('which queue each topic leads to is shown, also where a language has none of its own', async () => {
  const { topics } = (await administrator.get('/api/flows/main')).body
  expect(topics.map(({ topic }: { topic: string }) => topic)).toEqual(['claims', 'delivery', 'sales'])
  const { queues } = hub.company
  expect(topics[1].queues.map(({ id }: { id: string }) => id)).toEqual([queues.delivery, queues.delivery])
  expect(topics[2].queues.map(({ id }: { id: string }) => id)).toEqual([
    queues['sales-ru'],
    queues['sales-en'],
  ])
})

describe('a flow that would not work is refused at the field, and nothing is published', () => {
  const first = () => plan.topics[0]!
  test.each<[string, () => Partial<FlowPlan>, Record<string, string>]>([
    ['a prompt there is not', () => ({ greeting: ['hello'] }), { 'plan.greeting.0': 'unknown_prompt' }],
    [
      'a topic without a queue',
      () => ({ topics: [{ digit: '7', topic: 'billing' }], otherwise: 'billing' }),
      { 'plan.topics.0.topic': 'no_queue' },
    ],
    [
      'a key twice',
      () => ({ topics: [first(), { digit: first().digit, topic: 'claims' }], otherwise: first().topic }),
      { 'plan.topics.1.digit': 'repeated_digit' },
    ],
    ['no way for who presses nothing', () => ({ otherwise: '' }), { 'plan.otherwise': 'no_default' }],
    [
      'a language that is not said',
      () => ({ languagePrompts: ['ru/language-menu'] }),
      { 'plan.languages.1.language': 'language_unspoken' },
    ],
  ])('%s', async (_, change, fields) => {
    const answer = await publish(change())
    expect(answer.status).toBe(422)
    expect(answer.error?.fields).toEqual(fields)
    expect((await administrator.get('/api/flows/main')).body.version).toBe(version)
  })

  test('a queue that is out of use serves nothing', async () => {
    await hub.platform.db('queues').where({ code: 'delivery' }).update({ active: false })
    const answer = await publish({
      topics: [{ digit: '3', topic: 'delivery' }],
      otherwise: 'delivery',
    })
    await hub.platform.db('queues').where({ code: 'delivery' }).update({ active: true })
    expect(answer.error?.fields).toEqual({ 'plan.topics.0.topic': 'no_queue' })
  })
})

test('of two who publish at once one does, and the other is shown what came first', async () => {
  const answers = await Promise.all([publish({ tries: 3 }), publish({ tries: 4 })])
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(1)
  expect(refused[0]?.error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { current: { version: version + 1 }, fields: ['tries'] },
  })
  const active = await hub.platform.db('flows').where({ code: 'main', active: true })
  expect(active).toHaveLength(1)
})

test('an old version is brought back as a new one, with who did it in the list, the audit and the log', async () => {
  await publish({ greeting: ['recorded'] })
  const restored = await administrator.post('/api/flows/main/restore', {
    version: version + 1,
    restores: version,
  })
  expect(restored.body).toMatchObject({ version: version + 2, restores: version, plan })
  const { versions } = (await administrator.get('/api/flows/main/versions')).body
  expect(versions[0]).toMatchObject({ version: version + 2, publishedBy: 'administrator name' })
  expect(versions.at(-1)).toMatchObject({ version: 1, publishedBy: null })
  const { id } = await hub.platform
    .db('flows')
    .where({ version: version + 2 })
    .first('id')
  const told = { code: 'main', version: version + 2 }
  expect(await hub.platform.db('audit').where({ subject_id: id })).toMatchObject([
    { action: 'flow.publish', actor_id: hub.company.users.administrator, data: told },
  ])
  expect(await hub.platform.db('events').where({ subject_id: id })).toMatchObject([
    { kind: 'flow.published', data: told },
  ])
  const never = { version: version + 2, restores: 999 }
  expect((await administrator.post('/api/flows/main/restore', never)).status).toBe(404)
})

test('a version whose topic nobody serves any more does not come back', async () => {
  const db = hub.platform.db
  const sales = { digit: '1', topic: 'sales' }
  const both = { topics: [sales, { digit: '2', topic: 'claims' }], otherwise: 'sales' }
  const { body: wide } = await publish(both)
  const { body: narrow } = await publish({ topics: [sales], otherwise: 'sales' }, administrator, wide.version)
  await db('queues').where({ topic: 'claims' }).update({ active: false })
  const restore = { version: narrow.version, restores: wide.version }
  const back = await administrator.post('/api/flows/main/restore', restore)
  await db('queues').update({ active: true })
  expect(back.error).toMatchObject({ code: 'unserved_topics', status: 409, facts: { topics: 'claims' } })
})

describe('another flow', () => {
  const add = (code: string, like = 'main') => administrator.post('/api/flows', { code, like })

  test('begins as the one it is like, is changed apart from it, and leads the numbers that are led to it', async () => {
    const added = await add('export')
    expect(added.body).toMatchObject({ code: 'export', version: 1, plan, publishedBy: 'administrator name' })
    const own = { ...plan, topics: [{ digit: '5', topic: 'claims' }], otherwise: 'claims' }
    const changed = await administrator.post('/api/flows/export/versions', { version: 1, plan: own })
    expect(changed.body).toMatchObject({ version: 2, plan: { topics: own.topics } })
    expect((await administrator.get('/api/flows/main')).body).toMatchObject({ version, plan })
    expect(await callNow('export')).toEqual({ version: 2 })

    const number = { number: '+74951234567', label: '', flowCode: 'export', marketId: null, language: 'en' }
    expect((await administrator.post('/api/telephony/numbers', number)).status).toBe(200)
    const refused = await administrator.delete('/api/flows/export')
    expect(refused.error).toMatchObject({ code: 'numbers_lead_here', facts: { numbers: '+74951234567' } })
    expect(await callNow('export')).toEqual({ version: 2 })
  })

  test('that is being closed takes no number', async () => {
    await add('closing')
    const { db } = hub.platform
    const closing = await db.transaction()
    await closing('flows').where({ code: 'closing', active: true }).update({ active: false })
    const number = { number: '+74957654321', label: '', flowCode: 'closing', marketId: null, language: 'ru' }
    const asked = administrator.post('/api/telephony/numbers', number)
    await vi.waitFor(async () => {
      const waiting = await db('pg_stat_activity')
        .where({ wait_event_type: 'Lock' })
        .whereRaw('datname = current_database()')
      expect(waiting).toHaveLength(1)
    }, 10_000)
    await closing.commit()
    expect((await asked).error?.fields).toEqual({ flowCode: 'unknown' })
  })

  test('is not made twice, nor like one there is not', async () => {
    const made = await Promise.all([add('twice'), add('twice')])
    expect(made.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await add('twice')).error?.code).toBe('exists')
    expect((await add('lonely', 'nowhere')).error?.fields).toEqual({ like: 'unknown' })
    expect((await add('Экспорт')).error?.fields).toEqual({ code: 'invalid_code' })
  })

  test('is closed, leads nobody, and comes back with its versions; the usual one stays', async () => {
    await add('summer')
    expect((await administrator.delete('/api/flows/summer')).status).toBe(204)
    expect((await administrator.get('/api/flows/summer')).status).toBe(404)
    await expect(callNow('summer')).rejects.toMatchObject({ code: 'no_flow' })
    expect((await add('summer')).body).toMatchObject({ version: 2 })
    expect((await administrator.get('/api/flows/summer/versions')).body.versions).toHaveLength(2)
    const refused = await administrator.delete('/api/flows/main')
    expect(refused.error).toMatchObject({ status: 409, code: 'usual_flow' })
    const told = await hub.platform
      .db('audit')
      .where({ subject_kind: 'flow' })
      .whereIn('action', ['flow.add', 'flow.close'])
      .whereRaw(`data->>'code' = 'summer'`)
      .orderBy('at')
      .pluck('action')
    expect(told.sort()).toEqual(['flow.add', 'flow.add', 'flow.close'])
  })
})

test('only who may manage flows comes in', async () => {
  const supervisor = await hub.as('supervisor')
  for (const answer of [
    await supervisor.get('/api/flows'),
    await supervisor.get('/api/flows/main'),
    await publish({}, supervisor),
  ])
    expect(answer.error).toMatchObject({ code: 'denied', facts: { permission: 'flow.manage' } })
})
