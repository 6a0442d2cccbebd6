/** What a supervisor is told of the told waits: today's, of those who were answered, queue by queue. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type Hub, startHub } from '../../tests/harness/hub.ts'
import { talkSilently } from '../../tests/harness/silent-call.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

test('median error and lean of today, for the queue that told them', async () => {
  const supervisor = await hub.as('supervisor')
  const read = async () => (await supervisor.get('/api/board/estimates')).body
  expect(await read()).toEqual([])

  const { interactionId } = await talkSilently(hub)
  const { db } = hub.platform
  const talk = await db('interactions').where({ id: interactionId }).first()
  const wait = { queued_at: new Date(talk.answered_at - 40_000), estimate_ms: 60_000 }
  await db('interactions').where({ id: interactionId }).update(wait)
  const expected = { queueId: talk.queue_id, n: 1, medianAbsoluteMs: 20_000, biasMs: 20_000 }
  await eventually(async () => expect(await read()).toEqual([expected]))

  // Yesterday's, and who was told nothing, do not count.
  await db('interactions').where({ id: interactionId }).update({ estimate_ms: null })
  expect(await read()).toEqual([])
  const old = { estimate_ms: 60_000, arrived_at: new Date(talk.arrived_at - 26 * 3_600_000) }
  await db('interactions').where({ id: interactionId }).update(old)
  expect(await read()).toEqual([])
  expect((await (await hub.as('agent')).get('/api/board/estimates')).status).toBe(403)
})
