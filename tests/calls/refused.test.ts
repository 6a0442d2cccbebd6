/** Nobody can answer: what is promised to a caller, and what is not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCallerState } from '#server/telephony/web-voice/caller.present.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { callSilently } from '../harness/silent-call.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

const shown = (callId: string) => readCallerState(hub.platform.db, callId, hub.clock.now())
const outcomeOf = async (id: string) => (await hub.platform.db('interactions').where({ id }).first()).outcome
const tasksOf = (id: string) => hub.platform.db('tasks').where({ interaction_id: id })

test('with a number: a number to name, a time, and a task', async () => {
  const { callId, interactionId } = await callSilently(hub)
  const tasks = await tasksOf(interactionId)
  expect(tasks).toMatchObject([{ kind: 'callback', cause: 'nobody-here', address: hub.company.client.phone }])
  expect(await shown(callId)).toMatchObject({
    state: 'refused',
    digits: [],
    promise: { number: tasks[0].number, dueAt: tasks[0].due_at, why: 'nobody-here' },
  })
  expect(await outcomeOf(interactionId)).toBe('callback')
})

test('without one nothing is promised that could not be kept', async () => {
  const { callId, interactionId } = await callSilently(hub, null)
  expect(await tasksOf(interactionId)).toEqual([])
  expect(await shown(callId)).toMatchObject({
    state: 'refused',
    saying: ['nobody-here', 'call-ended'],
    promise: null,
  })
  expect(await outcomeOf(interactionId)).toBe('refused')
})
