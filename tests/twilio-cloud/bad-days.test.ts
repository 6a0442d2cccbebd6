/** The cloud's bad days: refusals, limits, time-outs, lost answers, a word that never comes. Each ends as it should. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../harness/hub.ts'
import type { Fault } from './cloud.ts'
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
beforeAll(async () => {
  world = await startTwilioHub()
  desk = await openNetworkDesk(world, 'agent')
})
afterAll(() => world.stop())

const bad = (match: string, kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({
  match,
  kind,
  times: 1,
  ...more,
})
const faults = (...list: Fault[]) => world.cloud.wish({ do: 'faults', faults: list })

const ringing = async (): Promise<string> => {
  await desk.available()
  const { sid } = await world.cloud.wish({ do: 'ring', from: world.hub.company.client.phone, to: NUMBER })
  await world.cloud.press(sid as string, 'language-menu', '1')
  await world.cloud.press(sid as string, 'topic-menu', '1')
  await desk.ring(LONG_MS)
  return sid as string
}

const end = async (sid: string) => {
  await faults()
  await world.cloud.wish({ do: 'hang-up', sid })
  const { work } = await desk.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  const path = `/api/interactions/${work[0]?.interactionId}/wrap-up`
  const dispositionId = world.hub.company.dispositions.resolved
  expect((await desk.visitor.post(path, { dispositionId })).status).toBe(200)
  await desk.until((state) => state.work.length === 0, LONG_MS)
}

const SEND = 'POST /Calls/CA[0-9a-f]+.json$'

describe('the client is led to the agent all the same', () => {
  test.each([
    ['too many requests, twice', bad(SEND, 'status', { status: 429, code: 20429, times: 2 })],
    ['a fault of its own', bad(SEND, 'status', { status: 503 })],
    ['an answer that is lost', bad(SEND, 'lose')],
    ['no answer in time', bad(SEND, 'hang')],
  ])(
    '%s',
    async (_, fault) => {
      const sid = await ringing()
      await faults({ ...fault, match: `POST /Calls/${sid}.json` })
      await desk.accept()
      await desk.connect()
      await inRoom(world, sid, ({ others }) => others === 1)
      const { asked } = await world.cloud.show()
      const sendings = asked.filter((one) => one === `POST /Calls/${sid}.json`)
      // Where the answer alone was lost, what stands is looked at before it is asked for again.
      expect(sendings).toHaveLength(fault.kind === 'lose' ? 1 : fault.times + 1)
      await end(sid)
    },
    90_000,
  )
})

test('an answer that is lost makes no second recording', async () => {
  const sid = await ringing()
  await faults(bad('POST /Calls/CA[0-9a-f]+/Recordings.json', 'lose'))
  await desk.accept()
  await desk.connect()
  await eventually(async () => {
    const { asked } = await world.cloud.show()
    expect(asked.filter((one) => one === `GET /Calls/${sid}/Recordings.json`)).toHaveLength(1)
  }, LONG_MS)
  await end(sid)
  const shown = await world.cloud.settled()
  expect(shown.recordings.filter(({ callSid }) => callSid === sid)).toHaveLength(1)
}, 90_000)

test('a recording that cannot be had yet is fetched later', async () => {
  const sid = await ringing()
  await desk.accept()
  await desk.connect()
  const { interactionId } = desk.state().work[0] as { interactionId: string }
  await faults(bad('GET /Recordings/RE', 'status', { status: 500 }), bad('GET /Recordings/RE', 'lose'))
  await world.cloud.wish({ do: 'hang-up', sid })
  await eventually(async () => {
    const row = await world.hub.platform.db('recordings').where({ interaction_id: interactionId }).first()
    expect(row.state).toBe('done')
  }, LONG_MS)
  await end(sid).catch(() => undefined)
  await desk.until((state) => state.work.length === 0, LONG_MS)
}, 90_000)

test('a token that the cloud refuses: the order is a dead letter that a person sees', async () => {
  const sid = await ringing()
  await faults(bad(SEND, 'status', { status: 401, code: 20003, times: 9 }))
  await desk.accept()
  await eventually(async () => {
    const dead = await world.hub.platform.db('outbox').where({ kind: 'voice.twilio', state: 'dead' })
    expect(dead.length).toBeGreaterThan(0)
  }, LONG_MS)
  await end(sid)
}, 90_000)

test('an end that nobody told: the call is found to be over', async () => {
  const sid = await ringing()
  await desk.accept()
  await desk.connect()
  await world.cloud.wish({ do: 'vanish', sid })
  world.hub.clock.advance(30_000)
  await world.hub.worker?.sweeper.runNow('network-calls')
  await desk.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  await end(sid).catch(() => undefined)
}, 90_000)

test('however the provider calls the end that nobody told: a call of the client’s is over', async () => {
  await desk.until((state) => state.work.length === 0, LONG_MS)
  const sid = await ringing()
  await desk.accept()
  await desk.connect()
  await world.cloud.wish({ do: 'vanish', sid, as: 'failed' })
  world.hub.clock.advance(30_000)
  await world.hub.worker?.sweeper.runNow('network-calls')
  await desk.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  await end(sid)
}, 90_000)

test('while nobody can say what is carried, a talk is not taken for over', async () => {
  await desk.until((state) => state.work.length === 0, LONG_MS)
  const sid = await ringing()
  await desk.accept()
  await desk.connect()
  const { db } = world.hub.platform
  const lease = () => db('busy_leases').where({ kind: 'call' }).first('expires_at')
  const before = (await lease()).expires_at
  world.hub.clock.advance(60_000)
  await faults(bad('GET /Calls', 'status', { status: 500, times: 9 }))
  await world.hub.worker?.sweeper.runNow('network-calls')
  await eventually(async () => expect((await lease()).expires_at).toBeGreaterThan(before))
  expect(desk.state().work[0]?.state).toBe('talking')
  await end(sid)
}, 90_000)

test('a call that is in doubt keeps no talk waiting whose line is carried', async () => {
  await desk.until((state) => state.work.length === 0, LONG_MS)
  const sid = await ringing()
  await desk.accept()
  await desk.connect()
  const { cloud, hub } = world
  const doubtful = (await cloud.wish({ do: 'ring', from: hub.company.client.phone, to: NUMBER }))
    .sid as string
  await cloud.press(doubtful, 'language-menu', '1')
  await hub.worker?.sweeper.runNow('network-calls')
  await cloud.wish({ do: 'vanish', sid: doubtful })
  await faults(bad(`GET /Calls/${doubtful}`, 'hang'))
  const { db } = hub.platform
  const lease = async () => (await db('busy_leases').where({ kind: 'call' }).first('expires_at')).expires_at
  const before = await lease()
  hub.clock.advance(60_000)
  let isOver = false
  const round = hub.worker?.sweeper.runNow('network-calls').then(() => {
    isOver = true
  })
  await eventually(async () => expect(await lease()).toBeGreaterThan(before), LONG_MS)
  expect(isOver).toBe(false)
  await round
  await hub.worker?.sweeper.runNow('network-calls')
  expect(await db('calls').where({ provider_ref: doubtful }).first()).toMatchObject({ state: 'ended' })
  await end(sid)
}, 90_000)

test('what is carried is asked for before recordings that do not come: talks are not kept waiting', async () => {
  const first = await ringing()
  await desk.accept()
  await desk.connect()
  await world.cloud.wish({ do: 'faults', faults: [bad('[.]wav$', 'status', { status: 500, times: 99 })] })
  await world.cloud.wish({ do: 'hang-up', sid: first })
  const { work } = await desk.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  const dispositionId = world.hub.company.dispositions.resolved
  await desk.visitor.post(`/api/interactions/${work[0]?.interactionId}/wrap-up`, { dispositionId })
  await desk.until((state) => state.work.length === 0, LONG_MS)
  const second = await ringing()
  await desk.accept()
  await desk.connect()
  await world.hub.worker?.sweeper.runNow('network-calls')
  const before = (await world.cloud.show()).asked.length
  world.hub.clock.advance(60_000)
  await world.hub.worker?.sweeper.runNow('network-calls')
  const { asked } = await world.cloud.show()
  const questions = asked
    .slice(before)
    .filter((one) => /^GET .(Calls|Recordings.RE[0-9a-f]+)[.]json/.test(one))
  expect(questions).toHaveLength(2)
  expect(questions[0]).toBe('GET /Calls.json')
  await end(second)
}, 90_000)

test('an agent’s line that drops comes back; the client is told meanwhile', async () => {
  const sid = await ringing()
  await desk.accept()
  const first = await desk.connect()
  await inRoom(world, sid, ({ others }) => others === 1)
  await world.cloud.wish({ do: 'hang-up', sid: first })
  await desk.until((state) => state.work[0]?.legState === 'lost', LONG_MS)
  await inRoom(world, sid, ({ hold }) => hold)
  await eventually(async () => {
    const { calls } = await world.cloud.show()
    const heard = calls.find((one) => one.sid === sid)?.heard ?? []
    expect(heard.some((url) => url.includes('partner-reconnecting'))).toBe(true)
  }, LONG_MS)
  await desk.connect()
  await inRoom(world, sid, ({ hold, others }) => !hold && others === 1)
  await end(sid)
}, 90_000)
