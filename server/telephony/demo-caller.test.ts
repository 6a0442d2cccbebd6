/** The demo's bell: on a demo hub alone, for whoever asks, within limits, and it says nothing of the clients. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CALLER_CHANNEL, DEMO_CALLERS } from '#shared/telephony/demo-caller.contract.ts'
import { eventually, type Hub, startHub } from '../../tests/harness/hub.ts'
import { Visitor } from '../../tests/harness/visitor.ts'

const PATH = '/api/demo/caller'
const OF_THE_DEMO = ['+74952223344', '+74952223355']

let hub: Hub
let ear: pg.Client
const heard: string[] = []
beforeAll(async () => {
  hub = await startHub({ worker: false, config: { DEMO: true } })
  await hub.platform
    .db('settings')
    .insert({ key: DEMO_CALLERS, value: JSON.stringify({ ru: OF_THE_DEMO, en: [] }) })
  ear = new pg.Client({ connectionString: hub.platform.config.DATABASE_URL })
  ear.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ear.connect()
  await ear.query(`listen ${DEMO_CALLER_CHANNEL}`)
})
afterAll(async () => {
  await ear.end()
  await hub.stop()
})

const ask = (address: string, language = 'ru') => new Visitor(hub.url, address).post(PATH, { language })
const pass = () => hub.clock.advance(61_000)

test('a caller of the demo company is asked for, and nobody is named', async () => {
  const answer = await ask('192.0.2.1')
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: undefined })
  await eventually(() => expect(heard).toHaveLength(1))
  pass()
  // The only client of this hub was entered by hand: none calls in their name, in any language.
  await ask('192.0.2.1', 'en')
  await eventually(() => expect(heard).toHaveLength(2))
  expect(OF_THE_DEMO.map((phone) => `ru ${phone}`)).toContain(heard[0])
  expect(heard[1]).toBe('en')
  pass()
})

test('not oftener than every three seconds, whoever asks', async () => {
  expect((await ask('192.0.2.1')).status).toBe(204)
  const soon = await ask('192.0.2.2')
  expect(soon).toMatchObject({ status: 429, error: { code: 'too_many', facts: { retryAfterSeconds: 3 } } })
  expect(soon.headers.get('retry-after')).toBe('3')
  hub.clock.advance(3_000)
  expect((await ask('192.0.2.2')).status).toBe(204)
  pass()
})

test('five a minute from one address, and others are not kept waiting by them', async () => {
  for (let time = 0; time < 5; time += 1) {
    expect((await ask('192.0.2.9')).status).toBe(204)
    hub.clock.advance(3_000)
  }
  expect((await ask('192.0.2.9')).status).toBe(429)
  expect((await ask('192.0.2.10')).status).toBe(204)
  pass()
  expect((await ask('192.0.2.9')).status).toBe(204)
})

test('on any other hub there is no such address', async () => {
  const plain = await startHub({ worker: false })
  try {
    const visitor = new Visitor(plain.url)
    const [bell, nothing] = [
      await visitor.post(PATH, { language: 'ru' }),
      await visitor.post('/api/nothing', {}),
    ]
    const { requestId: _, ...error } = bell.error ?? {}
    expect(bell.status).toBe(404)
    expect(nothing.error).toMatchObject(error)
  } finally {
    await plain.stop()
  }
})
