/** Calls that the house makes over the telephone network, in the order of what may become of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../harness/hub.ts'
import {
  inRoom,
  type NetworkDesk,
  NUMBER,
  openNetworkDesk,
  startTwilioHub,
  type TwilioHub,
} from './twilio-hub.ts'

const LONG_MS = 40_000
let world: TwilioHub
let desk: NetworkDesk
let addressId: string
let clientId: string
beforeAll(async () => {
  world = await startTwilioHub()
  const { platform, company } = world.hub
  clientId = company.client.id
  addressId = (await platform.db('addresses').where({ client_id: clientId, kind: 'phone' }).first('id')).id
  desk = await openNetworkDesk(world, 'agent')
  await desk.available()
})
afterAll(() => world.stop())

const call = (body: Record<string, unknown>) => desk.visitor.post('/api/outbound-calls', body)
const byPhone = () => call({ kind: 'phone', clientId, addressId })
/** The agent calls, and their own line is up. */
const begin = async () => {
  const answer = await byPhone()
  expect(answer.error ?? answer.status).toBe(200)
  await desk.connect()
  const made = await eventually(async () => {
    const { calls } = await world.cloud.show()
    const found = calls.findLast(
      ({ to, status }) => to === world.hub.company.client.phone && status === 'ringing',
    )
    if (!found) throw new Error('the client is not rung')
    return found
  }, LONG_MS)
  const { interactionId, callId } = desk.state().work[0] as { interactionId: string; callId: string }
  return { sid: made.sid, from: made.from, interactionId, callId }
}
const rowOf = (interactionId: string) =>
  world.hub.platform
    .db('interactions')
    .join('calls', 'calls.id', 'interactions.call_id')
    .where('interactions.id', interactionId)
    .first('interactions.*', 'calls.end_reason', 'calls.state as call_state')
/** Not reached: the wrap-up says why, and is left without a disposition. */
const unreached = async (interactionId: string, why: string, body: object = {}) => {
  await desk.until(({ work }) => work[0]?.state === 'wrap-up', LONG_MS)
  expect(desk.state().work[0]).toMatchObject({ notReached: why, needsDisposition: false })
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/leave`, body)).status).toBe(200)
  await desk.until(({ work }) => work.length === 0, LONG_MS)
  expect(await rowOf(interactionId)).toMatchObject({
    state: 'closed',
    outcome: 'not-reached',
    end_reason: why,
  })
}

test('a market without a number cannot be called, and that is said before anybody presses', async () => {
  const ways = await desk.visitor.get(`/api/clients/${clientId}/call-ways`)
  expect(ways.body.phones).toMatchObject([{ addressId, why: 'no_market_number', refused: null }])
  expect(await byPhone()).toMatchObject({ status: 409, error: { code: 'no_market_number' } })
  expect(desk.state().work).toEqual([])
  await world.hub.platform.db('phone_numbers').insert({
    number: NUMBER,
    label: 'Moscow',
    flow_code: 'main',
    market_id: world.hub.company.markets.ru,
    language: 'ru',
  })
  expect((await desk.visitor.get(`/api/clients/${clientId}/call-ways`)).body.phones).toMatchObject([
    { why: null },
  ])
}, 60_000)

test('answered: called from the market’s number, talked, recorded, wrapped up; its line is in the record', async () => {
  const { sid, from, interactionId, callId } = await begin()
  expect(from).toBe(NUMBER)
  await desk.until(({ work }) => work[0]?.state === 'calling' && work[0].ringing, LONG_MS)
  expect(desk.state().presence.activity).toBe('talking')
  await world.cloud.wish({ do: 'pick-up', sid })
  await inRoom(world, sid, ({ hold, others }) => !hold && others === 1)
  await desk.until(({ work }) => work[0]?.state === 'talking' && work[0].recording === 'recording', LONG_MS)
  expect((await desk.visitor.post(`/api/calls/${callId}/hold`)).status).toBe(200)
  await inRoom(world, sid, ({ hold }) => hold)
  expect((await desk.visitor.post(`/api/calls/${callId}/resume`)).status).toBe(200)
  await inRoom(world, sid, ({ hold }) => !hold)
  await world.cloud.wish({ do: 'hang-up', sid })
  await desk.until(({ work }) => work[0]?.state === 'wrap-up' && work[0].needsDisposition, LONG_MS)
  const dispositionId = world.hub.company.dispositions.resolved
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, { dispositionId })
  await desk.until(({ work }) => work.length === 0, LONG_MS)
  const { db } = world.hub.platform
  const [line] = await eventually(async () => {
    const rows = await db('record_lines').where({ subject_id: interactionId })
    expect(rows).toHaveLength(1)
    return rows
  }, LONG_MS)
  expect(line).toMatchObject({ outcome: 'handled', client_id: clientId, wait_ms: null })
  expect(line.facts).toMatchObject({ direction: 'outbound', channel: 'call' })
  expect((await desk.visitor.get('/api/agents/me/day')).body).toMatchObject({
    called: 1,
    reached: 1,
    taken: 0,
  })
  const timeline = (await desk.visitor.get(`/api/clients/${clientId}/timeline`)).body.items
  expect(
    timeline.find((one: { subjectId: string }) => one.subjectId === interactionId)?.summary,
  ).toMatchObject({
    direction: 'outbound',
    outcome: 'handled',
  })
}, 90_000)

test('busy, and never answered: each is said, and the agent is free at once when they say so', async () => {
  const first = await begin()
  await world.cloud.wish({ do: 'leave-unanswered', sid: first.sid, as: 'busy' })
  await unreached(first.interactionId, 'busy')
  const second = await begin()
  await world.cloud.wish({ do: 'leave-unanswered', sid: second.sid, as: 'no-answer' })
  await unreached(second.interactionId, 'no-answer')
}, 90_000)

test('the agent hangs up before the answer: the client’s phone is silent', async () => {
  const { sid, interactionId, callId } = await begin()
  expect((await byPhone()).error?.code).toBe('agent_busy')
  expect((await desk.visitor.post(`/api/calls/${callId}/hang-up`)).status).toBe(200)
  await unreached(interactionId, 'cancelled')
  await eventually(async () => {
    const { calls } = await world.cloud.show()
    expect(calls.find((one) => one.sid === sid)?.status).toBe('canceled')
  }, LONG_MS)
}, 90_000)

test('a provider that refuses: not put through, and a dead letter for whoever looks after it', async () => {
  await world.cloud.wish({
    do: 'faults',
    faults: [{ match: '^POST /Calls\\.json', kind: 'status', status: 400, code: 21215, times: 1 }],
  })
  expect((await byPhone()).status).toBe(200)
  const { interactionId } = desk.state().work[0] ?? (await desk.until(({ work }) => work.length > 0)).work[0]!
  await desk.connect()
  await unreached(interactionId, 'failed')
  const dead = await world.hub.platform.db('outbox').where({ kind: 'voice.twilio', state: 'dead' })
  expect(dead).toMatchObject([{ payload: { order: 'dial' } }])
}, 90_000)

test('an answer that is lost, everything told twice, late and in any order: one phone rings, one line is written', async () => {
  await world.cloud.wish({ do: 'disorder', disorder: { double: true, delayMs: 400, scale: 1, seed: 7 } })
  await world.cloud.wish({
    do: 'faults',
    faults: [{ match: '^POST /Calls\\.json', kind: 'lose', times: 1 }],
  })
  const { sid, interactionId } = await begin()
  await world.cloud.wish({ do: 'pick-up', sid })
  await desk.until(({ work }) => work[0]?.state === 'talking', LONG_MS)
  await inRoom(world, sid, ({ hold, others }) => !hold && others === 1)
  await world.cloud.wish({ do: 'hang-up', sid })
  await desk.until(({ work }) => work[0]?.state === 'wrap-up', LONG_MS)
  await world.cloud.settled()
  expect(desk.state().work[0]?.notReached).toBeNull()
  const dispositionId = world.hub.company.dispositions.resolved
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, { dispositionId })
  const { calls } = await world.cloud.show()
  const since = calls.findIndex((one) => one.sid === sid)
  expect(calls.slice(since).filter(({ to }) => to === world.hub.company.client.phone)).toHaveLength(1)
  expect(await world.hub.platform.db('talks').where({ interaction_id: interactionId })).toHaveLength(1)
  await world.cloud.wish({ do: 'disorder', disorder: { double: false, delayMs: 0 } })
}, 90_000)

test('whoever asked not to be called is not; unless they asked for this very call', async () => {
  const { db } = world.hub.platform
  await desk.until(({ work }) => work.length === 0, LONG_MS)
  await db('consents').insert({
    client_id: clientId,
    purpose: 'calls',
    state: 'withdrawn',
    source: 'letter',
    at: new Date(),
  })
  expect(await byPhone()).toMatchObject({ status: 409, error: { code: 'do_not_call' } })
  const made = await desk.visitor.post('/api/tasks', {
    kind: 'callback',
    title: 'Перезвонить по счёту',
    clientId,
    dueAt: world.hub.clock.now() + 3_600_000,
  })
  const taskId = made.body.id as string
  const { ways } = (await desk.visitor.get(`/api/task-call-ways?taskIds=${taskId}`)).body
  expect(ways).toMatchObject([{ taskId, kind: 'phone', why: null, refused: { source: 'letter' } }])
  // Nobody answers: the task stays, and knows of it.
  expect((await call({ kind: 'phone', taskId })).status).toBe(200)
  await desk.connect()
  const { work } = await desk.until(({ work }) => work[0]?.ringing === true, LONG_MS)
  const { calls } = await world.cloud.show()
  await world.cloud.wish({ do: 'leave-unanswered', sid: calls.at(-1)!.sid, as: 'no-answer' })
  const { serverNow } = desk.state()
  await desk.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  const past = await desk.visitor.post(`/api/interactions/${work[0]!.interactionId}/wrap-up/leave`, {
    callAgainAt: serverNow - 1,
  })
  expect(past).toMatchObject({ status: 422, error: { fields: { callAgainAt: 'in_past' } } })
  const callAgainAt = serverNow + 900_000
  await unreached(work[0]!.interactionId, 'no-answer', { callAgainAt })
  expect((await desk.visitor.get(`/api/tasks/${taskId}`)).body).toMatchObject({
    state: 'taken',
    dueAt: callAgainAt,
    attempts: 1,
    lastAttempt: { why: 'no-answer' },
  })
}, 90_000)
