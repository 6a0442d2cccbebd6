/** Messages in and out over the house's number: kept once, put to work, sent once, and told of as they are. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeQuiet } from '#server/channels/index.ts'
import { feedRecord } from '#server/record/feed-record.ts'
import { reconcileNetworkMessages } from '#server/telephony/index.ts'
import type { ConversationView, MessageView } from '#shared/channels/message.contract.ts'
import { eventually } from '../harness/hub.ts'
import type { Visitor } from '../harness/visitor.ts'
import { NUMBER, startTwilioHub, type TwilioHub } from './twilio-hub.ts'

const QUIET = { double: false, delayMs: 0 }
const DAY_MS = 86_400_000
let world: TwilioHub
/** Manages Сталь-Сервис. */
let manager: Visitor
let agent: Visitor
beforeAll(async () => {
  world = await startTwilioHub()
  ;[manager, agent] = [await world.hub.as('agent2'), await world.hub.as('agent')]
  const { id } = world.hub.company.client
  await db()('phone_numbers').insert({
    number: NUMBER,
    flow_code: 'main',
    market_id: world.hub.company.markets.ru,
  })
  await db()('clients').where({ id }).update({ language: 'ru' })
})
afterAll(() => world.stop())
beforeEach(async () => {
  await world.cloud.wish({ do: 'disorder', disorder: QUIET })
  await world.cloud.wish({ do: 'fates', fates: [] })
  await world.cloud.wish({ do: 'faults', faults: [] })
})

const db = () => world.hub.platform.db
const phone = () => world.hub.company.client.phone
const clientId = () => world.hub.company.client.id

const arrive = (from: string, body: string) => world.cloud.wish({ do: 'write', from, to: NUMBER, body })
/** The interaction that holds this text. */
const kept = (text: string): Promise<{ interaction_id: string }> =>
  eventually(async () => {
    const row = await db()('messages').where({ text }).first()
    if (!row) throw new Error(`“${text}” is not kept`)
    return row
  })
const read = async (who: Visitor, interactionId: string): Promise<ConversationView> =>
  (await who.get(`/api/interactions/${interactionId}/conversation`)).body
const reply = (who: Visitor, interactionId: string, text: string, id: string = randomUUID()) =>
  who.put(`/api/interactions/${interactionId}/messages/${id}`, { text })
const addressId = async (of = clientId()): Promise<string> =>
  (await db()('addresses').where({ client_id: of, kind: 'phone' }).first('id')).id
const write = async (text: string, id: string = randomUUID()) =>
  agent.put(`/api/clients/${clientId()}/messages/${id}`, { addressId: await addressId(), text })
const until = (interactionId: string, text: string, state: string): Promise<MessageView> =>
  eventually(async () => {
    const { messages } = await read(agent, interactionId)
    const found = messages.find((one) => one.text === text)
    if (found?.state !== state) throw new Error(`it is ${JSON.stringify(found)}`)
    return found
  }, 20_000)
const atCloud = async (body: string) => (await world.cloud.show()).messages.filter((one) => one.body === body)

test('a client writes: the manager has work until it is answered, and sees the answer delivered', async () => {
  await world.cloud.wish({ do: 'disorder', disorder: { double: true } })
  await arrive(phone(), 'Когда отгрузка?')
  const { interaction_id } = await kept('Когда отгрузка?')
  await world.cloud.settled()
  await arrive(phone(), 'И сколько тонн?')
  expect((await kept('И сколько тонн?')).interaction_id).toBe(interaction_id)
  await world.cloud.settled()

  const before = await read(manager, interaction_id)
  expect(before.messages.map(({ state, text }) => [state, text])).toEqual([
    ['received', 'Когда отгрузка?'],
    ['received', 'И сколько тонн?'],
  ])
  expect(before).toMatchObject({ address: phone(), number: NUMBER, barrier: null, writable: true })
  const { body: mine } = await manager.get(`/api/tasks/mine?doneSince=0`)
  expect(mine.due).toMatchObject([{ kind: 'answer', cause: 'message', interactionId: interaction_id }])
  expect(before.dueAt).toBe(mine.due[0].dueAt)
  const { body: bell } = await manager.get('/api/notices')
  expect(bell.notices).toMatchObject([{ data: { link: `/interactions/${interaction_id}` } }])

  expect((await reply(manager, interaction_id, 'Завтра, 20 тонн.')).status).toBe(200)
  const delivered = await until(interaction_id, 'Завтра, 20 тонн.', 'delivered')
  expect(delivered).toMatchObject({ authorName: 'agent2 name', segments: 1, fault: null })
  expect(await atCloud('Завтра, 20 тонн.')).toMatchObject([{ from: NUMBER, to: phone() }])
  expect((await read(manager, interaction_id)).dueAt).toBeNull()
  expect((await manager.get(`/api/tasks/${mine.due[0].id}`)).body).toMatchObject({
    state: 'done',
    resultCode: 'done',
  })
  const { items } = (await manager.get(`/api/clients/${clientId()}/timeline?kind=interaction`)).body
  expect(items).toMatchObject([
    { subjectId: interaction_id, summary: { channel: 'sms', messages: 3, note: 'Завтра, 20 тонн.' } },
  ])
})

test('quiet for a day, it is over: one line of the record; what is owed keeps it open', async () => {
  const { interaction_id } = await kept('Завтра, 20 тонн.')
  await arrive('+74957770000', 'Есть швеллер?')
  const owed = await kept('Есть швеллер?')
  // A clock that leaps would end the sessions as well.
  await db()('conversations').update({ last_at: new Date(Date.now() - DAY_MS) })
  await closeQuiet(world.hub.platform)
  const states = async (id: string) => (await db()('interactions').where({ id }).first()).state
  expect([await states(interaction_id), await states(owed.interaction_id)]).toEqual(['closed', 'arrived'])
  await eventually(async () => {
    await feedRecord(world.hub.platform)
    expect(await db()('record_lines').where({ subject_id: interaction_id })).toMatchObject([
      { outcome: 'handled', wait_ms: null, client_id: clientId(), facts: { channel: 'sms' } },
    ])
  }, 20_000)
  expect((await reply(manager, interaction_id, 'поздно')).error?.code).toBe('conversation_over')
  await arrive(phone(), 'Ещё вопрос')
  expect((await kept('Ещё вопрос')).interaction_id).not.toBe(interaction_id)
})

test('an unknown number becomes a provisional card, and its market’s queue has the task', async () => {
  const { interaction_id } = await kept('Есть швеллер?')
  const row = await db()('interactions').where({ id: interaction_id }).first()
  expect(await db()('clients').where({ id: row.client_id }).first()).toMatchObject({ provisional: true })
  const { body } = await agent.get('/api/tasks/queue')
  expect(body.tasks).toMatchObject([
    {
      kind: 'answer',
      owner: null,
      client: { id: row.client_id },
      queue: { id: world.hub.company.queues['sales-ru'] },
    },
  ])
})

test('one number, several clients: a person says whose it is', async () => {
  const market_id = world.hub.company.markets.ru
  const ids: string[] = []
  for (const name of ['Первый', 'Второй']) {
    const [row] = await db()('clients').insert({ kind: 'company', name, market_id }).returning('id')
    await db()('addresses').insert({ client_id: row.id, kind: 'phone', value: '+74958880000' })
    ids.push(row.id)
  }
  await arrive('+74958880000', 'Это мы')
  const { interaction_id } = await kept('Это мы')
  const { candidates } = await read(agent, interaction_id)
  expect(candidates.map(({ clientId: id }) => id).sort()).toEqual([...ids].sort())
  const path = `/api/interactions/${interaction_id}/conversation/client`
  expect((await agent.post(path, { clientId: clientId() })).status).toBe(422)
  expect((await agent.post(path, { clientId: ids[1] })).body.candidates).toEqual([])
  const { items } = (await agent.get(`/api/clients/${ids[1]}/timeline`)).body
  expect(items.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['interaction', 'task'])
  // The other of the two is written to: on their own card, not in the first one's conversation.
  const [first, second] = ids as [string, string]
  const to = async (id: string) =>
    agent.put(`/api/clients/${id}/messages/${randomUUID()}`, {
      addressId: await addressId(id),
      text: 'Кому это?',
    })
  expect((await to(second)).body.interactionId).toBe(interaction_id)
  const { body: other } = await to(first)
  expect(other.interactionId).not.toBe(interaction_id)
  expect((await db()('interactions').where({ id: other.interactionId }).first()).client_id).toBe(first)
})

test('states shuffled, doubled and late: the end stays; what is dead is sent again by a person, once', async () => {
  await world.cloud.wish({ do: 'disorder', disorder: { double: true, delayMs: 300, scale: 1, seed: 7 } })
  const texts = ['раз', 'два', 'три', 'четыре']
  const sent = await Promise.all(texts.map((text) => write(text)))
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const interactionId = sent[0]?.body.interactionId as string
  for (const text of texts) await until(interactionId, text, 'delivered')
  await world.cloud.settled()
  for (const text of texts) await until(interactionId, text, 'delivered')

  await world.cloud.wish({
    do: 'fates',
    fates: [{ to: phone(), statuses: ['queued', 'sent', 'undelivered'], errorCode: 30003 }],
  })
  const { body } = await write('мимо')
  const dead = await until(interactionId, 'мимо', 'undelivered')
  expect(dead).toMatchObject({ fault: 'unreachable', faultCode: '30003' })
  const { body: bell } = await agent.get('/api/notices')
  expect(bell.notices.map(({ kind }: { kind: string }) => kind)).toContain('message-failed')
  await world.cloud.settled()
  await world.cloud.wish({ do: 'fates', fates: [] })
  const retry = `/api/messages/${body.message.id}/retry`
  const twice = await Promise.all([agent.post(retry), agent.post(retry)])
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
  await until(interactionId, 'мимо', 'delivered')
  expect(await atCloud('мимо')).toHaveLength(2)
})

test('a network that stumbles, or loses its answer: sent again, and never twice', async () => {
  const id = randomUUID()
  const match = '^POST /Messages'
  // Which of the two meets which is chance: both are told once.
  await world.cloud.wish({
    do: 'faults',
    faults: [
      { match, kind: 'status', status: 503, times: 1 },
      { match, kind: 'lose', times: 1 },
    ],
  })
  const other = await kept('Есть швеллер?')
  const replyId = randomUUID()
  const [one, again, two, too] = await Promise.all([
    write('однажды', id),
    write('однажды', id),
    reply(agent, other.interaction_id, 'и там один раз', replyId),
    reply(agent, other.interaction_id, 'и там один раз', replyId),
  ])
  expect([one, again, two, too].map(({ status }) => status)).toEqual([200, 200, 200, 200])
  await until(one.body.interactionId, 'однажды', 'delivered')
  await until(other.interaction_id, 'и там один раз', 'delivered')
  await eventually(async () => {
    const left = await db()('outbox').where('key', 'like', 'message:%').whereNot('state', 'done')
    expect(left).toEqual([])
  }, 20_000)
  expect([await atCloud('однажды'), await atCloud('и там один раз')].map((sent) => sent.length)).toEqual([
    1, 1,
  ])
  expect((await write('другое', id)).error?.code).toBe('exists')
})

test('an end that nobody told is asked for', async () => {
  const statuses = ['queued', 'sent', 'delivered']
  await world.cloud.wish({ do: 'fates', fates: [{ to: phone(), statuses, silent: true }] })
  const { body } = await write('молча')
  const { id } = body.message
  await eventually(async () => expect(await atCloud('молча')).toHaveLength(1), 20_000)
  const row = () => db()('messages').where({ id }).first()
  await eventually(async () => expect((await row()).provider_ref).not.toBeNull())
  await reconcileNetworkMessages(world.hub.app.house)
  expect((await row()).state).toBe('queued')
  await db()('messages')
    .where({ id })
    .update({ changed_at: new Date(Date.now() - 180_000) })
  await reconcileNetworkMessages(world.hub.app.house)
  expect((await row()).state).toBe('delivered')
})

test('СТОП is a withdrawal on this phone: nothing goes out until СТАРТ', async () => {
  const consents = async () =>
    (await agent.get(`/api/clients/${clientId()}`)).body.consents.filter(
      ({ purpose }: { purpose: string }) => purpose === 'messages',
    )
  await arrive(phone(), ' Стоп! ')
  const { interaction_id } = await kept(' Стоп! ')
  expect(await consents()).toMatchObject([
    { state: 'withdrawn', source: 'message', address: phone(), note: 'Стоп!' },
  ])
  expect((await read(agent, interaction_id)).barrier).toBe('opted_out')
  expect((await write('хотя бы слово')).error?.code).toBe('opted_out')
  expect((await reply(agent, interaction_id, 'ещё слово')).error?.code).toBe('opted_out')
  await arrive(phone(), 'СТАРТ')
  await kept('СТАРТ')
  expect(await consents()).toMatchObject([{ state: 'given', source: 'message' }])
  expect((await write('снова можно')).status).toBe(200)
})

test('who has told the network to stop has told us: 21610 is the same withdrawal', async () => {
  // As if the word had come before the number was ours: the cloud knows it, and the hub does not.
  const other = '+74959990000'
  await arrive(other, 'Добрый день')
  const { interaction_id } = await kept('Добрый день')
  await arrive(other, 'STOP')
  await kept('STOP')
  await db()('consents').where({ address: other }).delete()
  expect((await reply(agent, interaction_id, 'Здравствуйте')).status).toBe(200)
  expect(await until(interaction_id, 'Здравствуйте', 'failed')).toMatchObject({
    fault: 'opted-out',
    faultCode: '21610',
  })
  expect((await read(agent, interaction_id)).barrier).toBe('opted_out')
})

test('forged is refused, and keeps nothing; what is signed is kept without its text', async () => {
  await world.cloud.wish({ do: 'sign-with', token: 'another token altogether' })
  await arrive(phone(), 'Переведите деньги')
  await world.cloud.settled()
  await world.cloud.wish({ do: 'sign-with', token: null })
  expect(await db()('messages').where({ text: 'Переведите деньги' })).toEqual([])
  const webhooks = await db()('provider_webhooks').where({ path: '/twilio/message' })
  expect(webhooks.filter(({ verdict }) => verdict === 'forged')).toHaveLength(1)
  const written = JSON.stringify([webhooks, await db()('outbox').where('kind', 'like', 'message.%')])
  for (const text of ['Когда отгрузка?', 'Завтра', 'Переведите']) expect(written).not.toContain(text)
})
