/** What comes to the hub over HTTP: signed for its public address or refused, told once, kept for a while (L16). */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAnswer, endAnswer } from '#server/telephony/twilio/line.store.ts'
import type { NetworkView } from '#shared/telephony/twilio.contract.ts'
import { eventually } from '../harness/hub.ts'
import type { Visitor } from '../harness/visitor.ts'
import { sign } from './deliver.ts'
import { NUMBER, startTwilioHub, type TwilioHub } from './twilio-hub.ts'

/** A proxy in front takes the path's beginning away, and tells under which name it was called. */
const PUBLIC = 'https://calls.example.test/hub'
let world: TwilioHub
let administrator: Visitor
beforeAll(async () => {
  world = await startTwilioHub({ publicUrl: PUBLIC })
  administrator = await world.hub.as('administrator')
  await proxy(PUBLIC)
})
afterAll(() => world.stop())

const proxy = (publicUrl: string) => {
  const { host, pathname } = new URL(publicUrl)
  const headers = {
    'x-forwarded-host': host,
    'x-forwarded-proto': 'https',
    ...(pathname !== '/' && { 'x-forwarded-prefix': pathname }),
  }
  return world.cloud.wish({ do: 'routes', routes: [{ from: publicUrl, to: world.hub.url, headers }] })
}
const network = async (): Promise<NetworkView> => (await administrator.get('/api/telephony/twilio')).body
const token = () => world.hub.platform.config.TWILIO_AUTH_TOKEN as string

const post = (path: string, params: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${world.hub.url}${path}`, { method: 'POST', body: new URLSearchParams(params), headers })
const signed = (path: string, params: Record<string, string>, more: Record<string, string> = {}) =>
  post(path, params, { 'x-twilio-signature': sign(token(), `${PUBLIC}${path}`, params), ...more })

const ring = async (from: string = world.hub.company.client.phone) =>
  (await world.cloud.wish({ do: 'ring', from, to: NUMBER })).sid as string
const calls = (ref: string) => world.hub.platform.db('calls').where({ provider_ref: ref })

test('behind a proxy that changes host, scheme and path the public address alone counts', async () => {
  const sid = await ring()
  await world.cloud.press(sid, 'language-menu', '2')
  expect(await calls(sid)).toHaveLength(1)
  const { webhooks, refused } = await network()
  expect(refused).toEqual([])
  const first = webhooks.find(({ path }) => path === '/twilio/voice')
  expect(first).toMatchObject({ verdict: 'signed', outcome: 'answered' })
  expect(first?.tookMs).toBeLessThan(15_000)
  await world.cloud.wish({ do: 'hang-up', sid })
})

test('unsigned and forged are refused with 403, change nothing, and are kept with why', async () => {
  const params = { CallSid: 'CAforged', From: '+74951234567', To: NUMBER, CallStatus: 'ringing' }
  expect((await post('/twilio/voice', params)).status).toBe(403)
  const forged = sign('another token', `${PUBLIC}/twilio/voice`, params)
  expect((await post('/twilio/voice', params, { 'x-twilio-signature': forged })).status).toBe(403)
  expect(await calls('CAforged')).toEqual([])
  const { refused } = await eventually(async () => {
    const view = await network()
    expect(view.refused).toHaveLength(2)
    return view
  })
  expect(refused.map(({ verdict, fault }) => [verdict, fault])).toEqual([
    ['forged', 'token'],
    ['unsigned', 'unsigned'],
  ])
})

test('signed for another host: the doctor says so, and names both', async () => {
  const old = 'https://old.example.test/hub'
  await proxy(old)
  await world.cloud.wish({ do: 'set-up', publicUrl: old, numbers: [NUMBER] })
  const sid = await ring()
  const { refused, publicUrl } = await eventually(async () => {
    const view = await network()
    expect(view.refused[0]?.fault).toBe('host')
    return view
  })
  expect(refused[0]?.seenUrl).toMatch(/^https:\/\/old\.example\.test\/hub\/twilio\/(voice|fallback|status)$/)
  expect(publicUrl).toBe(PUBLIC)
  expect(await calls(sid)).toEqual([])
  await proxy(PUBLIC)
  await world.cloud.wish({ do: 'set-up', publicUrl: PUBLIC, numbers: [NUMBER] })
})

test('a repeat of one request is answered as the first was, and applied once', async () => {
  const ref = `CA${randomUUID()}`
  const params = { CallSid: ref, From: '+74951234567', To: NUMBER, CallStatus: 'ringing' }
  const headers = { 'i-twilio-idempotency-token': randomUUID() }
  const answers = await Promise.all([1, 2, 3].map(() => signed('/twilio/voice', params, headers)))
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).toContain('<Gather')
  expect(await calls(ref)).toHaveLength(1)
  await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })
  expect(await calls(ref)).toMatchObject([{ state: 'ended', end_reason: 'client-hung-up' }])
})

test('an end that is told before the beginning ends the call as it arrives', async () => {
  const ref = `CA${randomUUID()}`
  expect((await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })).status).toBe(204)
  const params = { CallSid: ref, From: '+74951234567', To: NUMBER, CallStatus: 'ringing' }
  const answer = await signed('/twilio/voice', params)
  expect(await answer.text()).toContain('<Hangup/>')
  expect(await calls(ref)).toMatchObject([{ state: 'ended' }])
})

test('a key of a menu that was left behind is nothing', async () => {
  const ref = `CA${randomUUID()}`
  const about = { CallSid: ref, From: '+74951234567', To: NUMBER, CallStatus: 'in-progress' }
  const first = await (await signed('/twilio/voice', about)).text()
  const path = /action="https:\/\/calls\.example\.test\/hub(\/[^"]*)"/
    .exec(first)?.[1]
    ?.replaceAll('&amp;', '&') as string
  expect(await (await signed(path, { ...about, Digits: '' })).text()).toContain('language-menu')
  const before = await calls(ref)
  expect(await (await signed(path, { ...about, Digits: '2' })).text()).toContain('language-menu')
  expect(await calls(ref)).toMatchObject([{ flow_turn: before[0]?.flow_turn, language: 'ru' }])
  await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })
})

test('an answer that ends late does not end the wait for the one after it', async () => {
  const ref = `CA${randomUUID()}`
  await signed('/twilio/voice', { CallSid: ref, From: '+74951234567', To: NUMBER, CallStatus: 'ringing' })
  const { db, clock } = world.hub.platform
  const waits = async () =>
    (await db('provider_lines').where({ ref }).first('answering_until')).answering_until
  expect(await waits()).toBeNull()
  const [first, second] = [clock.now() + 10_000, clock.now() + 11_000]
  await beginAnswer(db, ref, first)
  await beginAnswer(db, ref, second)
  await endAnswer(db, ref, first)
  expect(await waits()).toBe(second)
  await endAnswer(db, ref, second)
  expect(await waits()).toBeNull()
  await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })
})

test('that a room was left is told late: the line stays in the room it has entered since', async () => {
  const ref = `CA${randomUUID()}`
  const about = { CallSid: ref, From: '+74951234567', To: NUMBER, CallStatus: 'in-progress' }
  await signed('/twilio/voice', about)
  const line = () => world.hub.platform.db('provider_lines').where({ ref }).first('state', 'room_ref')
  const tell = (event: string, room: string) =>
    signed('/twilio/conference', { CallSid: ref, ConferenceSid: room, StatusCallbackEvent: event })
  await tell('participant-join', 'CF1')
  expect(await line()).toEqual({ state: 'joined', room_ref: 'CF1' })
  await tell('participant-join', 'CF2')
  await tell('participant-leave', 'CF1')
  expect(await line()).toEqual({ state: 'joined', room_ref: 'CF2' })
  await tell('participant-leave', 'CF2')
  expect(await line()).toEqual({ state: 'open', room_ref: null })
  await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })
})

test('a number that leads nowhere: administrators are told once, and the caller reaches the usual queue', async () => {
  const bell = async () =>
    (await administrator.get('/api/notices')).body.notices.filter(
      (one: { kind: string }) => one.kind === 'number-unmapped',
    )
  expect(await bell()).toHaveLength(1)
  const { body } = await administrator.get('/api/telephony/numbers')
  expect(body.unmapped).toMatchObject([{ number: NUMBER }])
  const marketId = world.hub.company.markets.export
  const number = { number: NUMBER, label: 'Export', flowCode: 'main', marketId, language: 'en' }
  expect((await administrator.post('/api/telephony/numbers', number)).status).toBe(200)
  const ref = `CA${randomUUID()}`
  const params = { CallSid: ref, From: '+442071234567', To: NUMBER, CallStatus: 'ringing' }
  expect(await (await signed('/twilio/voice', params)).text()).toContain('sounds/en/greeting.wav')
  const [call] = await calls(ref)
  expect(call).toMatchObject({ callee: NUMBER, market_id: marketId, language: 'en' })
  const interaction = await world.hub.platform.db('interactions').where({ call_id: call.id }).first()
  expect(interaction).toMatchObject({ channel: 'call', market_id: marketId })
  expect((await administrator.get('/api/telephony/numbers')).body.unmapped).toEqual([])
  expect(await bell()).toHaveLength(1)
  await signed('/twilio/status', { CallSid: ref, CallStatus: 'completed' })
})

test('an agent’s line leads into its own leg’s room only', async () => {
  const agent = await world.hub.as('agent')
  const { body } = await agent.get('/api/telephony/twilio/token')
  const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString())
  expect(claims.grants.identity).toMatch(/^agent_[0-9a-f_]{36}$/)
  expect(claims.grants.voice.outgoing.application_sid).toMatch(/^AP/)
  expect(JSON.stringify(claims)).not.toContain('agent name')
  const params = {
    CallSid: `CA${randomUUID()}`,
    From: `client:${claims.grants.identity}`,
    CallStatus: 'ringing',
  }
  for (const legId of ['', randomUUID()])
    expect(await (await signed('/twilio/agent', { ...params, legId })).text()).toContain('<Hangup/>')
})
