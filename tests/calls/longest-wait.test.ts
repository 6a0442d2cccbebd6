/** A client who has waited as long as the queue lets anybody is told so then, and not at the next word in the queue. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type Hub, SLOW_MACHINE_MS, startHub } from '../harness/hub.ts'
import { callSilently, talkSilently } from '../harness/silent-call.ts'

const LONGEST_MS = 2_500
const WITHIN_MS = 2_000

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
  await hub.platform.db('queues').update({ max_wait_ms: LONGEST_MS })
})
afterAll(() => hub.stop())

test('within two seconds of its time: a promise, and a task with it', async () => {
  const { db } = hub.platform
  // Somebody is there, and busy.
  const { desk } = await talkSilently(hub)
  const { interactionId } = await callSilently(hub)
  const read = () => db('interactions').where({ id: interactionId }).first()
  expect((await read()).state).toBe('waiting')
  const closed = await eventually(
    async () => {
      const row = await read()
      expect(row).toMatchObject({ state: 'closed', outcome: 'callback' })
      return row
    },
    LONGEST_MS + WITHIN_MS + SLOW_MACHINE_MS,
  )
  const waited = closed.closed_at - closed.queued_at
  expect(waited).toBeGreaterThanOrEqual(LONGEST_MS)
  expect(waited).toBeLessThanOrEqual(LONGEST_MS + WITHIN_MS + SLOW_MACHINE_MS)
  expect(await db('tasks').where({ interaction_id: interactionId, cause: 'longest-wait' })).toHaveLength(1)
  desk.leave()
}, 60_000)
