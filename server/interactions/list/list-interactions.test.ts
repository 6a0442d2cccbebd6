/** The list of interactions over HTTP: its order and pages, what narrows it, and whose interactions it shows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ListedInteraction } from '#shared/interactions/interaction-list.contract.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

const NOON = Date.UTC(2026, 2, 1, 12)
const HOUR = 3_600_000

let hub: Hub
let head: Visitor
let administrator: Visitor
/** Of the interactions below, by their place in time. */
let ids: string[]
let fieldId: string
let dispositionId: string

beforeAll(async () => {
  hub = await startHub({ worker: false })
  head = await hub.as('head-sales')
  administrator = await hub.as('administrator')
  const { db } = hub.platform
  const { users, client, markets, queues } = hub.company
  const field = { thing: 'interaction', type: 'text', nameRu: 'Марка', nameEn: 'Grade' }
  fieldId = (await administrator.post('/api/custom-fields', field)).body.id
  dispositionId = (await db('dispositions').where({ code: 'quote' }).first('id')).id
  const other = { kind: 'company', name: 'Завод «Прокат»', market_id: markets.ru }
  const [{ id: otherId }] = await db('clients').insert(other).returning('id')
  const rows = [
    { client_id: client.id, agent_id: users.agent, queue_id: Object.values(queues)[0] },
    { client_id: otherId, agent_id: users.agent2, custom: JSON.stringify({ [fieldId]: '=09Г2С' }) },
    { channel: 'sms', direction: 'outbound', address: '+74950000077' },
    { client_id: client.id, agent_id: users.agent2, disposition_id: dispositionId, outcome: 'handled' },
  ].map((own, hour) => ({
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    market_id: markets.ru,
    arrived_at: new Date(NOON + hour * HOUR),
    ...own,
  }))
  ids = (await db('interactions').insert(rows).returning('id')).map(({ id }) => id)
  const times = { answered_at: new Date(NOON + 1_000), talk_ended_at: new Date(NOON + 61_000) }
  await db('interactions').where({ id: ids[0] }).update(times)
})
afterAll(() => hub.stop())

const places = (rows: ListedInteraction[]) => rows.map(({ id }) => ids.indexOf(id))
const shown = async (query: string, who = head) => {
  const { body } = await who.get(`/api/interactions?${query}`)
  return places(body.interactions)
}

test('the latest comes first, and a page goes on where the one before ended', async () => {
  const first = (await head.get('/api/interactions?limit=3')).body
  expect(places(first.interactions)).toEqual([3, 2, 1])
  const second = (await head.get(`/api/interactions?limit=3&after=${first.next}`)).body
  expect(places(second.interactions)).toEqual([0])
  expect(second.next).toBeNull()
  expect(second.interactions[0]).toMatchObject({
    client: { id: hub.company.client.id },
    agent: { id: hub.company.users.agent },
    arrivedAt: NOON,
    talkMs: 60_000,
    disposition: null,
  })
})

test('each filter narrows it', async () => {
  const { users, queues } = hub.company
  const wanted: Record<string, number[]> = {
    [`from=${NOON + HOUR}&to=${NOON + 2 * HOUR}`]: [2, 1],
    'channel=sms': [2],
    'direction=inbound': [3, 1, 0],
    [`queue=${Object.values(queues)[0]}`]: [0],
    [`agent=${users.agent2}`]: [3, 1],
    [`disposition=${dispositionId}`]: [3],
    [`search=${encodeURIComponent('прокат')}`]: [1],
    [`custom=${encodeURIComponent(`${fieldId}:09г2с`)}`]: [1],
  }
  for (const [query, rows] of Object.entries(wanted))
    expect([query, await shown(query)]).toEqual([query, rows])
  const unknown = `custom=${crypto.randomUUID()}:1`
  expect((await head.get(`/api/interactions?${unknown}`)).error?.fields).toEqual({ custom: 'invalid_value' })
})

test('it offers those whose interactions are in reach', async () => {
  const { users } = hub.company
  const { agents } = (await head.get('/api/interaction-agents')).body
  expect(agents.map(({ id }: { id: string }) => id).sort()).toEqual([users.agent, users.agent2].sort())
})

test('it leaves by an export as it is narrowed, with its own fields, audited and harmless to a spreadsheet', async () => {
  const sheet = async (query: string) => {
    const { body } = await administrator.request('GET', `/api/interaction-export?${query}`)
    return String(body)
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')
  }
  const [heads, ...lines] = await sheet('')
  expect(heads).toMatch(/^Запись;Поступило;Канал;Направление;Клиент;.*;Марка$/)
  expect(lines.map((line) => line.slice(0, 36)).sort()).toEqual([...ids].sort())
  const narrowed = await sheet(`search=${encodeURIComponent('прокат')}`)
  expect(narrowed).toEqual([
    heads,
    expect.stringMatching(/;2026-03-01T13:00:00.000Z;Звонок;входящее;Завод «Прокат»;.*;'=09Г2С$/),
  ])
  expect((await sheet('channel=sms'))[1]).toContain(";SMS;исходящее;;'+74950000077;")
  const kept = await hub.platform.db('audit').where({ action: 'interaction.export' }).orderBy('id')
  expect(kept.map(({ data }) => [data.step, data.rows, data.search])).toEqual([
    ['begun', undefined, undefined],
    ['ended', 4, undefined],
    ['begun', undefined, 'прокат'],
    ['ended', 1, 'прокат'],
    ['begun', undefined, undefined],
    ['ended', 1, undefined],
  ])
  expect((await head.request('GET', '/api/interaction-export')).status).toBe(403)
})
