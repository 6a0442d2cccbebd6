/** kill -9 of the server in mid-traffic: the talk goes on without it, and the next one carries on where it stood. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toneLevel } from '#server/telephony/web-voice/media/testing/tone.ts'
import { expectAccounted } from '../harness/account-calls.ts'
import { eventually, PATIENCE_MS, SLOW_MACHINE_MS } from '../harness/hub.ts'
import { type Caller, callIn, type Desk, openDeskOf } from '../harness/parties.ts'
import { openProcessHub, type ProcessHub } from '../harness/process-hub.ts'
import type { Program } from '../harness/program.ts'
import { openRowsProvider, type RowsProvider } from '../harness/rows-provider.ts'
import { fallDue, lateness, leaveScene, playOn, type Scene, setScene } from '../harness/scene.ts'
import { answerCalls, expectKept } from '../harness/traffic.ts'

// Whole processes die and start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const [AGENT_HZ, CLIENT_HZ] = [880, 440]
const SWEEP_MS = 2_000

let hub: ProcessHub
let server: Program
let provider: RowsProvider
let scene: Scene
/** With sound, beside the five calls of the scene. */
let desk: Desk
let caller: Caller

beforeAll(async () => {
  hub = await openProcessHub()
  const [first] = await Promise.all([hub.start('server'), hub.start('worker'), hub.start('media')])
  server = first
  await openTalk()
  provider = openRowsProvider(hub)
  scene = await setScene(hub, provider)
})
afterAll(async () => {
  caller?.leave()
  desk?.leave()
  leaveScene(scene)
  await provider?.stop()
  await hub?.stop()
})

const openTalk = async (): Promise<void> => {
  await hub.platform.db('queues').update({ needs: '[]' })
  desk = await openDeskOf(hub, 'handler', { hz: AGENT_HZ })
  await desk.available()
  // The server may not have found the media process yet.
  caller = await eventually(
    () => callIn(hub, { phone: hub.company.client.phone, hz: CLIENT_HZ }),
    PATIENCE_MS,
  )
  await caller.until('menu', PATIENCE_MS)
  await caller.press('1')
  await caller.press('1')
  await desk.ring(PATIENCE_MS)
  await desk.accept()
  await bothHear()
}

const bothHear = (): Promise<void> =>
  eventually(() => {
    expect(toneLevel(desk.peer().heard(200), CLIENT_HZ)).toBeGreaterThan(1_000)
    expect(toneLevel(caller.peer!.heard(200), AGENT_HZ)).toBeGreaterThan(1_000)
  }, PATIENCE_MS)

test('without any server the talk goes on, and what falls due is dealt with', async () => {
  await server.kill()
  const dueAt = await fallDue(scene, hub.platform.db, 300)
  const late = await lateness(scene, hub.platform.db, dueAt)
  expect(late.offer).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  expect(late.wrapUp).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  // What is heard now was said after the server had gone.
  await bothHear()
})

test('screens find the next server and see how things stand', async () => {
  server = await hub.start('server')
  await scene.desks.offered.until(
    ({ offers, presence }) => offers.length === 0 && presence.heldBy === 'no-answer',
    PATIENCE_MS,
  )
  await scene.desks.wrapUp.until(({ work }) => work.length === 0 || work[0]?.state === 'talking', PATIENCE_MS)
  await scene.desks.talking.until(({ work }) => work[0]?.state === 'talking', PATIENCE_MS)
  await caller.until('talking', PATIENCE_MS)
})

test('the talk is led by the next server: hold, resume, hang up; its recording is whole', async () => {
  const { db } = hub.platform
  const { work } = await desk.until((state) => state.work[0]?.state === 'talking')
  const { callId, interactionId } = work[0]!
  const ask = async (deed: string) =>
    expect((await desk.visitor.post(`/api/calls/${callId}/${deed}`)).status).toBe(200)
  await ask('hold')
  await caller.until('hold')
  await eventually(() => expect(toneLevel(caller.peer!.heard(200), AGENT_HZ)).toBeLessThan(300))
  await ask('resume')
  await bothHear()
  await ask('hang-up')
  await caller.until('ended')
  const talks = await db('talks').where({ interaction_id: interactionId })
  expect(talks).toHaveLength(1)
  expect(talks[0].hold_ms).toBeGreaterThan(0)
  await eventually(async () => {
    const recordings = await db('recordings').where({ interaction_id: interactionId })
    expect(recordings).toMatchObject([{ state: 'done' }])
  }, PATIENCE_MS)
  const dispositionId = hub.company.dispositions.resolved
  const answer = await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, { dispositionId })
  expect(answer.status).toBe(200)
})

test('the other calls go on to their ends, and each is on the record once', async () => {
  const answering = [answerCalls(hub, desk), ...(await playOn(hub, scene))]
  await expectAccounted(hub.platform.db, 6, PATIENCE_MS)
  for (const one of answering) {
    await one.stop()
    await expectKept(hub, one)
  }
})
