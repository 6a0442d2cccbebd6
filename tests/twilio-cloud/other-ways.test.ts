/** Other ways through a call: nothing pressed, passed on to a queue, nobody there, given up, a hub that fails for a moment. */
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
let second: NetworkDesk
beforeAll(async () => {
  world = await startTwilioHub()
  desk = await openNetworkDesk(world, 'agent')
  second = await openNetworkDesk(world, 'agent2')
})
afterAll(() => world.stop())

const ring = async (): Promise<string> =>
  (await world.cloud.wish({ do: 'ring', from: world.hub.company.client.phone, to: NUMBER })).sid as string
const callOf = async (sid: string) => (await world.cloud.show()).calls.find((one) => one.sid === sid)
const hears = (sid: string, prompt: string) =>
  eventually(async () => {
    const heard = (await callOf(sid))?.heard ?? []
    if (!heard.some((url) => url.includes(prompt)))
      throw new Error(`${prompt} is not heard: ${heard.join(' ')}`)
  }, LONG_MS)
const interactionOf = async (sid: string) => {
  const { db } = world.hub.platform
  const call = await db('calls').where({ provider_ref: sid }).first('id')
  return db('interactions').where({ call_id: call.id }).first()
}
const over = (sid: string) =>
  eventually(async () => expect((await callOf(sid))?.status).toBe('completed'), LONG_MS)

const finish = async (who: NetworkDesk, sid: string) => {
  await world.cloud.wish({ do: 'hang-up', sid })
  const { work } = await who.until((state) => state.work[0]?.state === 'wrap-up', LONG_MS)
  const dispositionId = world.hub.company.dispositions.resolved
  await who.visitor.post(`/api/interactions/${work[0]?.interactionId}/wrap-up`, { dispositionId })
  await who.until((state) => state.work.length === 0, LONG_MS)
}

test('who presses nothing hears each menu again, and comes to the usual queue', async () => {
  await desk.available()
  const sid = await ring()
  expect(await desk.ring(LONG_MS)).toMatchObject({ topic: 'sales', provider: 'twilio' })
  const heard = (await callOf(sid))?.heard ?? []
  expect(heard.filter((url) => url.includes('topic-menu'))).toHaveLength(2)
  await desk.accept()
  await desk.connect()
  await finish(desk, sid)
}, 90_000)

test('passed on to a queue: back to the music, and into another room with whoever answers', async () => {
  await desk.available()
  const sid = await ring()
  await world.cloud.press(sid, 'language-menu', '1')
  await world.cloud.press(sid, 'topic-menu', '1')
  await desk.ring(LONG_MS)
  await desk.accept()
  const first = await desk.connect()
  await inRoom(world, sid, ({ others }) => others === 1)
  const { interactionId } = desk.state().work[0] as { interactionId: string }
  const queueId = world.hub.company.queues.delivery
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, { queueId })).status).toBe(
    200,
  )
  await eventually(async () => expect((await callOf(sid))?.queued).toBe(true), LONG_MS)
  await over(first)
  await second.available()
  await second.ring(LONG_MS)
  await second.accept()
  await second.connect()
  await inRoom(world, sid, ({ hold, others }) => !hold && others === 1)
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/leave`)
  await finish(second, sid)
  const { rooms } = await world.cloud.show()
  const own = rooms.filter(({ name }) => name === rooms.at(-1)?.name)
  expect(own).toHaveLength(2)
  expect(own.map(({ status }) => status)).toEqual(['completed', 'completed'])
}, 90_000)

test('nobody can come: that is said to its end, a call back is promised, and the line is hung up', async () => {
  for (const one of [desk, second]) {
    await one.visitor.post('/api/agents/me/presence', { chosen: 'offline' })
    await one.until(({ presence }) => presence.chosen === 'offline')
  }
  const sid = await ring()
  await world.cloud.press(sid, 'language-menu', '1')
  await world.cloud.press(sid, 'topic-menu', '1')
  await hears(sid, '/nobody-here.wav')
  await hears(sid, '/call-back.wav')
  // By when is told: nobody on the telephone has a screen to look at.
  await hears(sid, '/no-later.wav')
  await over(sid)
  const interaction = await eventually(async () => {
    const row = await interactionOf(sid)
    expect(row.state).toBe('closed')
    return row
  }, LONG_MS)
  expect(interaction.outcome).toBe('callback')
  const tasks = await world.hub.platform.db('tasks').where({ interaction_id: interaction.id })
  expect(tasks).toMatchObject([{ kind: 'callback', address: world.hub.company.client.phone }])
}, 90_000)

test('who gives up while they wait becomes a task', async () => {
  // Somebody is there, and busy with another client.
  await desk.available()
  const busy = await ring()
  await world.cloud.press(busy, 'language-menu', '1')
  await world.cloud.press(busy, 'topic-menu', '1')
  await desk.ring(LONG_MS)
  await desk.accept()
  await desk.connect()
  const sid = await ring()
  await world.cloud.press(sid, 'language-menu', '1')
  await world.cloud.press(sid, 'topic-menu', '1')
  await hears(sid, '/loops/music.wav')
  world.hub.clock.advance(10_000)
  await world.cloud.wish({ do: 'hang-up', sid })
  await eventually(async () => {
    const interaction = await interactionOf(sid)
    expect(interaction).toMatchObject({ state: 'closed', outcome: 'abandoned' })
    const tasks = await world.hub.platform.db('tasks').where({ interaction_id: interaction.id })
    expect(tasks).toMatchObject([{ kind: 'missed' }])
  }, LONG_MS)
  await finish(desk, busy)
}, 90_000)

test('a hub that cannot be reached for a moment: the caller goes on from where they stood', async () => {
  await desk.available()
  const sid = await ring()
  await world.cloud.press(sid, 'language-menu', '1')
  await hears(sid, 'topic-menu')
  const from = `${world.hub.url}/twilio/calls`
  await world.cloud.wish({ do: 'routes', routes: [{ from, to: 'http://127.0.0.1:9' }] })
  await world.cloud.press(sid, 'topic-menu', '2')
  await eventually(async () => {
    const { sent } = await world.cloud.show()
    const failed = sent.findIndex(({ params, status }) => params.CallSid === sid && status === 0)
    expect(failed).toBeGreaterThanOrEqual(0)
    expect(
      sent.slice(failed).some(({ params }) => params.CallSid === sid && params.ErrorCode === '11200'),
    ).toBe(true)
  }, LONG_MS)
  await world.cloud.wish({ do: 'routes', routes: [] })
  await world.cloud.press(sid, 'topic-menu', '2')
  expect(await desk.ring(LONG_MS)).toMatchObject({ topic: 'claims' })
  await desk.accept()
  await desk.connect()
  await inRoom(world, sid, ({ others }) => others === 1)
  await finish(desk, sid)
}, 90_000)
