/** A client who matters more goes ahead of who came a moment before, in a queue that lets it weigh, and in no other. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Hub, startHub } from '../harness/hub.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { callSilently, hangUpSilently, type SilentCall } from '../harness/silent-call.ts'
import type { Visitor } from '../harness/visitor.ts'

let hub: Hub
let desk: Desk
let supervisor: Visitor
let calls: SilentCall[] = []
beforeAll(async () => {
  hub = await startHub({ worker: false })
  desk = await openDeskOf(hub, 'agent')
  await desk.available()
  // There, so that clients wait, and not to be rung.
  await desk.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
  supervisor = await hub.as('supervisor')
  const agent = await hub.as('agent')
  const category = await hub.platform.db('claim_categories').first('id')
  const opened = await agent.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: category.id,
    severity: 'critical',
    description: 'the whole batch is bent',
  })
  expect(opened.status).toBe(200)
})
afterAll(async () => {
  desk.leave()
  await hub.stop()
})
beforeEach(async () => {
  for (const { callId } of calls) await hangUpSilently(hub, callId)
  calls = []
})

const weigh = (points: number) => hub.platform.db('queues').update({ client_points: points })
const arrive = async (caller: string) => {
  const call = await callSilently(hub, caller)
  calls.push(call)
  hub.clock.advance(1_000)
  return call
}
const STRANGER = '+74957770011'
const placesOf = async (...asked: SilentCall[]) => {
  const places: unknown[] = []
  for (const { interactionId } of asked) {
    const answer = await supervisor.get(`/api/interactions/${interactionId}/routing`)
    places.push((answer.body as { now: { place: number } }).now.place)
  }
  return places
}
const pointsOf = async ({ interactionId }: SilentCall) =>
  (await hub.platform.db('interactions').where({ id: interactionId }).first('priority')).priority

test('where all are alike, who came first is first', async () => {
  const stranger = await arrive(STRANGER)
  const known = await arrive(hub.company.client.phone)
  expect(await placesOf(stranger, known)).toEqual([1, 2])
  expect(await pointsOf(known)).toBe(0)
})

test('where it weighs, the client with an open claim is ahead; a stranger has no points', async () => {
  await weigh(20)
  const { score } = (await supervisor.get(`/api/clients/${hub.company.client.id}/priority`)).body as {
    score: number
  }
  expect(score).toBeGreaterThan(0)
  const stranger = await arrive(STRANGER)
  const known = await arrive(hub.company.client.phone)
  expect(await placesOf(stranger, known)).toEqual([2, 1])
  expect([await pointsOf(stranger), await pointsOf(known)]).toEqual([0, Math.round((20 * score) / 100)])
})
