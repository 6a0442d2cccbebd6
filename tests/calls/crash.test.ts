/** kill -9 in mid-traffic: both sides are told, the facts and the recording stay, and nothing is doubled. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { toneLevel } from '#server/telephony/web-voice/media/testing/tone.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { type Caller, callIn, type Desk, openDeskOf } from '../harness/parties.ts'

let hub: Hub
afterEach(() => hub.stop())

/** Both are told within so much time of a media process's death. */
const TOLD_WITHIN_MS = 5_000

const bothTold = async (caller: Caller, desk: Desk, since: number): Promise<void> => {
  await Promise.all([
    caller.until('ended', TOLD_WITHIN_MS),
    desk.until(({ work }) => work[0]?.state === 'wrap-up', TOLD_WITHIN_MS),
  ])
  expect(Date.now() - since).toBeLessThanOrEqual(TOLD_WITHIN_MS)
  expect(caller.state().ended?.reason).toBe('cut-off')
}

const talk = async (): Promise<{ desk: Desk; caller: Caller; interactionId: string; callId: string }> => {
  const desk = await openDeskOf(hub, 'agent', { hz: 880 })
  await desk.available()
  const caller = await callIn(hub, { phone: hub.company.client.phone, hz: 440 })
  await caller.until('menu')
  await caller.press('1')
  await caller.press('1')
  await desk.ring(20_000)
  await desk.accept()
  await caller.until('talking')
  await eventually(() => expect(toneLevel(desk.peer().heard(200), 440)).toBeGreaterThan(1_000))
  const { work } = await desk.until((state) => state.work[0]?.recording === 'recording')
  return { desk, caller, interactionId: work[0]!.interactionId, callId: work[0]!.callId! }
}

test('the media process dies: both are told, the interaction is cut off with its recording, somebody calls back', async () => {
  hub = await startHub({ media: true })
  const { desk, caller, interactionId } = await talk()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const since = Date.now()
  await hub.media[0]!.kill()
  await bothTold(caller, desk, since)
  const { db } = hub.platform
  expect(await db('tasks').where({ interaction_id: interactionId, kind: 'callback' })).toHaveLength(1)
  const recording = await db('recordings').where({ interaction_id: interactionId }).first()
  expect(recording.state).toBe('cut-off')
  // The next media process repairs what the dead one left, and says how long it is.
  await hub.startMedia()
  await eventually(async () => {
    const row = await db('recordings').where({ interaction_id: interactionId }).first()
    expect(row.duration_ms).toBeGreaterThan(500)
  }, 20_000)
  expect((await stat(join(hub.dataDir, 'recordings', recording.path))).size).toBeGreaterThan(16_000)
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, {
    dispositionId: hub.company.dispositions.callBack,
  })
  await eventually(async () => {
    const row = await db('interactions').where({ id: interactionId }).first()
    expect(row).toMatchObject({ state: 'closed', outcome: 'cut-off' })
  })
  // And calls ring again.
  desk.leave()
  caller.leave()
}, 120_000)

test('the media process hangs: it is as good as dead; when it comes back it lets go of what nobody is in any more', async () => {
  hub = await startHub({ media: true })
  const { desk, caller, interactionId } = await talk()
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  const since = Date.now()
  hub.media[0]!.process.kill('SIGSTOP')
  try {
    await bothTold(caller, desk, since)
  } finally {
    hub.media[0]!.process.kill('SIGCONT')
  }
  // Its recording ended with the call it had to close.
  await eventually(async () => {
    const row = await hub.platform.db('recordings').where({ interaction_id: interactionId }).first()
    expect(row).toMatchObject({ state: 'cut-off' })
    expect(row.duration_ms).toBeGreaterThan(5_000)
  }, 20_000)
  desk.leave()
  caller.leave()
}, 120_000)

test('FLUSHALL and a dead Redis in mid-traffic: calls still ring, nothing is lost', async () => {
  hub = await startHub({ media: true })
  const redis = new Redis(hub.platform.config.REDIS_URL)
  await redis.flushdb()
  const { desk, caller, interactionId, callId } = await talk()
  await redis.flushdb()
  redis.disconnect()
  await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  await caller.until('ended')
  // The wake-up of the wrap-up's end was flushed away; the sweep finds it all the same.
  hub.clock.advance(70_000)
  await eventually(async () => {
    const row = await hub.platform.db('interactions').where({ id: interactionId }).first()
    expect(row).toMatchObject({ state: 'closed', outcome: 'handled' })
  }, 15_000)
  desk.leave()
  caller.leave()
}, 120_000)
