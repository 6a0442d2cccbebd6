/** Switching a queue off leaves nobody waiting for no one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyClosedQueues } from '#server/routing/index.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { callSilently, type SilentCall } from '../../../tests/harness/silent-call.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
let queueId: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
  queueId = hub.company.queues['sales-ru']
  // Somebody is there, so that callers are let in, and busy, so that they wait.
  const { db, clock } = hub.platform
  const at = new Date(clock.now())
  const seen = new Date(clock.now() + 86_400_000)
  const user_id = hub.company.users.agent
  await db('agents').insert({ user_id, chosen: 'available', desk_ok: true, desk_seen_at: seen })
  const lease = { kind: 'call', subject_id: hub.company.client.id, owner: 'test', taken_at: at }
  await db('busy_leases').insert({ ...lease, user_id, expires_at: seen })
})
afterAll(() => hub.stop())

const callers = async (count: number): Promise<SilentCall[]> => {
  const calls: SilentCall[] = []
  for (let n = 0; n < count; n += 1) calls.push(await callSilently(hub, `+7912000000${n}`))
  return calls
}
const rowsOf = (calls: SilentCall[]) =>
  hub.platform.db('interactions').whereIn(
    'id',
    calls.map((call) => call.interactionId),
  )
const read = async () => (await administrator.get(`/api/queues/${queueId}`)).body
const switchOff = async (more: object = {}) =>
  administrator.patch(`/api/queues/${queueId}`, { version: (await read()).version, active: false, ...more })
const switchOn = async () =>
  administrator.patch(`/api/queues/${queueId}`, { version: (await read()).version, active: true })

test('the administrator is told how many wait, and asked what becomes of them', async () => {
  const calls = await callers(3)
  expect(await read()).toMatchObject({ waiting: 3, active: true })
  const refused = await switchOff()
  expect(refused.error).toMatchObject({ code: 'callers_wait', status: 409, facts: { waiting: 3 } })
  expect(await read()).toMatchObject({ waiting: 3, active: true })

  const itself = await switchOff({ waitersTo: queueId })
  expect(itself.error?.fields).toEqual({ waitersTo: 'unknown_queue' })
  const to = hub.company.queues['claims-ru']
  expect((await switchOff({ waitersTo: to })).body).toMatchObject({ waiting: 0, active: false })
  for (const row of await rowsOf(calls)) expect(row).toMatchObject({ state: 'waiting', queue_id: to })
  const [moved] = await hub.platform
    .db('events')
    .where({ subject_id: calls[0]?.interactionId, kind: 'interaction.queued' })
    .orderBy('id', 'desc')
  expect(moved).toMatchObject({
    actor_id: hub.company.users.administrator,
    data: { queueId: to, why: 'moved' },
  })
  await switchOn()
})

test('without another queue each is promised a call, told so, and has a task', async () => {
  const calls = await callers(2)
  expect((await switchOff({ waitersTo: null })).body).toMatchObject({ waiting: 0, active: false })
  for (const row of await rowsOf(calls)) expect(row).toMatchObject({ state: 'closed', outcome: 'callback' })
  for (const { callId, interactionId } of calls) {
    const tasks = await hub.platform.db('tasks').where({ interaction_id: interactionId })
    expect(tasks).toMatchObject([{ kind: 'callback', cause: 'nobody-here', queue_id: queueId }])
    const call = await hub.platform.db('calls').where({ id: callId }).first()
    expect(call.flow_data).toMatchObject({ after: 'end', promise: { number: tasks[0].number } })
    expect(call.flow_data.saying[0]).toBe('nobody-here')
  }
  await switchOn()
})

test('who slipped in while it was being switched off is found by the sweep', async () => {
  const [call] = await callers(1)
  await hub.platform.db('queues').where({ id: queueId }).update({ active: false })
  expect(await emptyClosedQueues(hub.app.house)).toBe(1)
  expect(await emptyClosedQueues(hub.app.house)).toBe(0)
  expect(await rowsOf([call as SilentCall])).toMatchObject([{ state: 'closed', outcome: 'callback' }])
  await switchOn()
})
