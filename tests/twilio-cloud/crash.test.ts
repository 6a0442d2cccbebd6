/** The server dies in mid-talk: the talk goes on at the provider, and what happened meanwhile is found when it is back. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { eventually, PATIENCE_MS } from '../harness/hub.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { openProcessHub, type ProcessHub } from '../harness/process-hub.ts'
import type { Program } from '../harness/program.ts'
import { type StandIn, startCloud } from './start-cloud.ts'

// Whole processes die and start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const NUMBER = '+74950000002'
let cloud: StandIn
let hub: ProcessHub
let server: Program
let desk: Desk
beforeAll(async () => {
  cloud = await startCloud()
  hub = await openProcessHub({}, { TWILIO_API_URL: cloud.url })
  server = await hub.start('server')
  await hub.start('worker')
  const account = await cloud.wish({ do: 'set-up', publicUrl: hub.url, numbers: [NUMBER] })
  const administrator = await hub.as('administrator')
  // As an administrator types it; the secrets go through the database.
  const answer = await administrator.put('/api/telephony/twilio', {
    version: 0,
    publicUrl: hub.url,
    ...account,
  })
  expect(answer.error).toBeUndefined()
  desk = await openDeskOf(hub, 'agent')
})
afterAll(async () => {
  desk?.leave()
  await hub?.stop()
  cloud?.stop()
})

const talk = async (): Promise<string> => {
  await desk.available()
  const { sid } = await cloud.wish({ do: 'ring', from: hub.company.client.phone, to: NUMBER })
  await cloud.press(sid as string, 'language-menu', '1')
  await cloud.press(sid as string, 'topic-menu', '1')
  await desk.ring(PATIENCE_MS)
  await desk.accept()
  const { work } = await desk.until((state) => state.work[0]?.legId !== undefined)
  const { body } = await desk.visitor.get('/api/telephony/twilio/token')
  const params = { legId: work[0]?.legId as string }
  await cloud.wish({ do: 'connect', token: body.token, params })
  await desk.until((state) => state.work[0]?.legState === 'connected', PATIENCE_MS)
  return sid as string
}

const others = async (sid: string) =>
  (await cloud.show()).rooms.find(({ participants }) => participants.some(({ callSid }) => callSid === sid))
    ?.participants.length

test('the talk goes on without it, and is steered again when it is back', async () => {
  const sid = await talk()
  await eventually(async () => expect(await others(sid)).toBe(2), PATIENCE_MS)
  await server.kill('SIGKILL')
  expect(await others(sid)).toBe(2)
  server = await hub.start('server')
  const { callId } = desk.state().work[0] as { callId: string }
  await eventually(async () => {
    expect((await desk.visitor.post(`/api/calls/${callId}/hold`)).status).toBe(200)
  }, PATIENCE_MS)
  await eventually(async () => {
    const { rooms } = await cloud.show()
    expect(rooms.at(-1)?.participants.find(({ callSid }) => callSid === sid)?.hold).toBe(true)
  }, PATIENCE_MS)
  await server.kill('SIGKILL')
  // Told to nobody: the server is away.
  await cloud.wish({ do: 'hang-up', sid })
  await cloud.settled()
  server = await hub.start('server')
  await eventually(async () => {
    const call = await hub.platform.db('calls').where({ provider_ref: sid }).first()
    expect(call).toMatchObject({ state: 'ended', end_reason: 'client-hung-up' })
  }, PATIENCE_MS)
  await desk.until(({ work }) => work[0]?.state === 'wrap-up', PATIENCE_MS)
})
