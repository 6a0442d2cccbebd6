/** The client is passed on: at once to a colleague or a queue, or after the colleague was asked. Rows, without sound. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../harness/hub.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { hangUpSilently, talkSilently } from '../harness/silent-call.ts'

let hub: Hub
let second: Desk
beforeAll(async () => {
  hub = await startHub({ worker: false })
  second = await openDeskOf(hub, 'agent2')
})
afterAll(() => hub.stop())

const interaction = (id: string) => hub.platform.db('interactions').where({ id }).first()
const talks = (id: string) =>
  hub.platform.db('talks').where({ interaction_id: id }).orderBy('from_at').pluck('user_id')

/** Both are free again, and neither rings by chance: the second is away until a test needs them. */
const finish = async (desk: Desk, id: string) => {
  const dispositionId = hub.company.dispositions.resolved
  const { call_id } = await interaction(id)
  expect((await second.visitor.post(`/api/calls/${call_id}/hang-up`)).status).toBe(200)
  await second.until(({ work }) => work[0]?.state === 'wrap-up')
  expect((await second.visitor.post(`/api/interactions/${id}/wrap-up`, { dispositionId })).status).toBe(200)
  await second.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
  await desk.visitor.post(`/api/interactions/${id}/wrap-up/leave`)
  await desk.until(({ work }) => work.length === 0)
  desk.leave()
}

test('to a colleague at once: only they are rung; the first wraps up and may leave that early', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  await second.available()
  const { users } = hub.company
  const passed = await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, {
    agentId: users.agent2,
  })
  expect(passed.status).toBe(200)
  await second.ring()
  // Noted at once what there is to note; the interaction itself is not theirs to close.
  const { work } = await desk.until((state) => state.work[0]?.state === 'wrap-up')
  expect(work[0]).toMatchObject({ needsDisposition: false })
  const leave = () => desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/leave`)
  expect((await leave()).status).toBe(200)
  await desk.until((state) => state.work.length === 0 && state.presence.activity === 'available')
  expect(await leave()).toMatchObject({ status: 409, error: { code: 'not_in_wrap_up' } })
  await second.accept()
  expect(await talks(interactionId)).toEqual([users.agent, users.agent2])
  expect(await interaction(interactionId)).toMatchObject({ state: 'talking', agent_id: users.agent2 })
  await finish(desk, interactionId)
})

test('whoever has the wrap-up of an interaction of their own closes it, and does not just leave it', async () => {
  const { desk, callId, interactionId } = await talkSilently(hub)
  await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  await desk.until((state) => state.work[0]?.state === 'wrap-up')
  const answer = await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/leave`)
  expect(answer).toMatchObject({ status: 409, error: { code: 'disposition_wanted' } })
  const dispositionId = hub.company.dispositions.resolved
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, { dispositionId })
  desk.leave()
})

test('to a queue: at the old place, not back to who passed it on', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  const { queued_at } = await interaction(interactionId)
  hub.clock.advance(30_000)
  await second.available()
  const queueId = hub.company.queues.delivery
  const passed = await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, { queueId })
  expect(passed.status).toBe(200)
  expect(await second.ring()).toMatchObject({ queue: { id: queueId }, waitingSince: queued_at })
  await second.accept()
  expect(await hub.platform.db('offers').where({ interaction_id: interactionId }).pluck('user_id')).toEqual([
    hub.company.users.agent,
    hub.company.users.agent2,
  ])
  await finish(desk, interactionId)
})

test('asked first and taken over: one talk each, the client never without an agent', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  await second.available()
  const { users } = hub.company
  const ask = { agentId: users.agent2 }
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/consult`, ask)).status).toBe(200)
  expect(await desk.visitor.post(`/api/interactions/${interactionId}/consult`, ask)).toMatchObject({
    status: 409,
    error: { code: 'consulting' },
  })
  expect(await desk.visitor.post(`/api/interactions/${interactionId}/consult/complete`)).toMatchObject({
    status: 409,
    error: { code: 'no_consult' },
  })
  expect(await second.ring()).toMatchObject({ purpose: 'consult' })
  await second.accept()
  await desk.until(({ work }) => work[0]?.consult?.state === 'talking' && work[0].held)
  expect(await interaction(interactionId)).toMatchObject({ agent_id: users.agent })
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/consult/complete`)).status).toBe(200)
  await second.until(({ work }) => work[0]?.state === 'talking' && !work[0].held)
  expect(await interaction(interactionId)).toMatchObject({ agent_id: users.agent2, state: 'talking' })
  expect(await talks(interactionId)).toEqual([users.agent, users.agent2])
  await finish(desk, interactionId)
})

test('asked and declined, or called off: back to the client, and the colleague is free', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  await second.available()
  const ask = { agentId: hub.company.users.agent2 }
  await desk.visitor.post(`/api/interactions/${interactionId}/consult`, ask)
  await second.ring()
  await second.accept()
  await desk.until(({ work }) => work[0]?.consult?.state === 'talking')
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/consult/cancel`)).status).toBe(200)
  await second.until(({ work, presence }) => work.length === 0 && presence.activity === 'available')
  await desk.until(({ work }) => work[0]?.consult === null && !work[0].held)
  // Called off twice is called off.
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/consult/cancel`)).status).toBe(200)
  await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, ask)
  await second.ring()
  await second.accept()
  await finish(desk, interactionId)
})

test('while a colleague is asked or advises, the client stays on hold; hanging up goes back to the client', async () => {
  const { desk, callId, interactionId } = await talkSilently(hub)
  await second.available()
  const resume = () => desk.visitor.post(`/api/calls/${callId}/resume`)
  const consulting = { status: 409, error: { code: 'consulting' } }
  await desk.visitor.post(`/api/interactions/${interactionId}/consult`, { agentId: hub.company.users.agent2 })
  await second.ring()
  expect(await resume()).toMatchObject(consulting)
  await second.accept()
  await desk.until(({ work }) => work[0]?.consult?.state === 'talking')
  expect(await resume()).toMatchObject(consulting)
  expect(desk.state().work[0]).toMatchObject({ held: true })
  expect((await desk.visitor.post(`/api/calls/${callId}/hang-up`)).status).toBe(200)
  await desk.until(({ work }) => work[0]?.consult === null && !work[0].held)
  expect(
    await hub.platform.db('consults').where({ interaction_id: interactionId }).first('state', 'end_reason'),
  ).toEqual({ state: 'cancelled', end_reason: 'cancelled' })
  await second.until(({ work }) => work.length === 0)
  await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, {
    agentId: hub.company.users.agent2,
  })
  await second.ring()
  await second.accept()
  await finish(desk, interactionId)
})

test('the colleague who is asked writes a note of their own, also when the advice is over; who only rang does not', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  await second.available()
  const ask = () =>
    desk.visitor.post(`/api/interactions/${interactionId}/consult`, { agentId: hub.company.users.agent2 })
  const cancel = () => desk.visitor.post(`/api/interactions/${interactionId}/consult/cancel`)
  const note = (version: number) =>
    second.visitor.put(`/api/interactions/${interactionId}/note`, { text: 'Advised a discount', version })
  await ask()
  await second.ring()
  expect((await note(0)).status).toBe(404)
  await second.accept()
  expect((await note(0)).status).toBe(200)
  await cancel()
  await second.until(({ work }) => work.length === 0)
  expect((await note(1)).status).toBe(200)
  await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, {
    agentId: hub.company.users.agent2,
  })
  await second.ring()
  await second.accept()
  await finish(desk, interactionId)
})

test('to a colleague who declines, or is not there: the queue takes the client', async () => {
  const third = await openDeskOf(hub, 'agent3')
  const { desk, callId, interactionId } = await talkSilently(hub)
  await second.available()
  await third.available()
  const to = (name: 'agent2' | 'agent3') => ({ agentId: hub.company.users[name] })
  await desk.visitor.post(`/api/interactions/${interactionId}/transfer`, to('agent2'))
  const offer = await second.ring()
  await second.visitor.post(`/api/offers/${offer.id}/decline`, { reason: 'busy' })
  await third.ring()
  await third.accept()
  // The one is barred for having declined, the other has left: whoever else is in the queue is rung.
  await second.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
  await hub.platform.db('offer_bars').where({ interaction_id: interactionId }).delete()
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/leave`)
  await third.visitor.post(`/api/interactions/${interactionId}/transfer`, to('agent2'))
  await desk.ring()
  await hangUpSilently(hub, callId)
  await desk.until(({ offers }) => offers.length === 0)
  third.leave()
  desk.leave()
})

test('nobody is passed on to oneself, to a stranger, or by one who is not in the talk', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  const path = `/api/interactions/${interactionId}/transfer`
  const { users } = hub.company
  expect(await desk.visitor.post(path, { agentId: users.agent })).toMatchObject({
    status: 409,
    error: { code: 'own_target' },
  })
  const stranger = '01990000-0000-7000-8000-000000000000'
  expect(await desk.visitor.post(path, { agentId: stranger })).toMatchObject({ status: 422 })
  expect(await desk.visitor.post(path, { queueId: stranger })).toMatchObject({ status: 422 })
  expect((await second.visitor.post(path, { agentId: users.agent3 })).status).toBe(404)
  expect(await interaction(interactionId)).toMatchObject({ state: 'talking', agent_id: users.agent })
  // Who asks is none of those who could come.
  const serving = async () => {
    const { body } = await desk.visitor.get(`/api/interactions/${interactionId}/transfer-targets`)
    const own = hub.company.queues['sales-ru']
    return body.queues.find(({ id }: { id: string }) => id === own).serving
  }
  await hub.platform.db('queue_agents').where({ user_id: users.agent3 }).delete()
  await second.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
  expect(await serving()).toBe(0)
  await second.available()
  expect(await serving()).toBe(1)
  desk.leave()
})
