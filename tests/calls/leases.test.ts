/** L1: nothing is stuck for ever. Each kind of stuck lease is made by hand, and repaired within one sweep. */
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { repairLeases } from '#server/routing/index.ts'
import { applyCallEvent } from '#server/telephony/index.ts'
import { openDesk as openDeskCommand } from '#shared/agents/agent.contract.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { openDeskOf } from '../harness/parties.ts'
import { callSilently, talkSilently } from '../harness/silent-call.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  await hub.platform.db('busy_leases').delete()
})

const lease = (kind: string, subjectId: string, expiresInMs = 3_600_000) =>
  hub.platform.db('busy_leases').insert({
    user_id: hub.company.users.agent,
    kind,
    subject_id: subjectId,
    owner: 'a process that died',
    taken_at: new Date(hub.clock.now() - 60_000),
    expires_at: new Date(hub.clock.now() + expiresInMs),
  })
const repairs = () =>
  hub.platform.db('events').where({ kind: 'agent.lease-repaired' }).orderBy('id').select('data')

test('an offer lease without an offer, a call lease without a talk, a wrap-up of nothing: all gone after one sweep', async () => {
  await lease('offer', randomUUID())
  await lease('call', randomUUID())
  await lease('wrap-up', randomUUID())
  expect(await repairLeases(hub.app.house)).toBe(3)
  expect(await hub.platform.db('busy_leases')).toEqual([])
  expect((await repairs()).map(({ data }) => data.fault).sort()).toEqual([
    'no-interaction',
    'not-talking',
    'offer-over',
  ])
  expect(await repairLeases(hub.app.house)).toBe(0)
})

test('a talk whose carrier nobody vouches for any more ends as cut off, and somebody calls back', async () => {
  const { desk, callId, interactionId } = await talkSilently(hub)
  await hub.platform
    .db('busy_leases')
    .where({ kind: 'call' })
    .update({
      taken_at: new Date(hub.clock.now() - 120_000),
      expires_at: new Date(hub.clock.now() - 1),
    })
  expect(await repairLeases(hub.app.house)).toBe(1)
  expect((await hub.platform.db('calls').where({ id: callId }).first()).end_reason).toBe('cut-off')
  expect(
    await hub.platform.db('tasks').where({ interaction_id: interactionId, kind: 'callback' }),
  ).toHaveLength(1)
  await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  // The wrap-up's own time runs out: closed without a disposition, and the agent is free.
  hub.clock.advance(120_000)
  await repairLeases(hub.app.house)
  const closed = await hub.platform.db('interactions').where({ id: interactionId }).first()
  expect(closed).toMatchObject({ state: 'closed', outcome: 'cut-off', disposition_id: null })
  await desk.until(({ work }) => work.length === 0)
  desk.leave()
})

test('a talk whose lease was lost is found by the talk itself', async () => {
  const { desk, interactionId } = await talkSilently(hub)
  await hub.platform.db('busy_leases').delete()
  hub.clock.advance(15_000)
  await repairLeases(hub.app.house)
  const row = await hub.platform.db('interactions').where({ id: interactionId }).first()
  expect(row.state).not.toBe('talking')
  desk.leave()
})

test('the presence chosen in a call waits for its end, and then holds (L2)', async () => {
  const { desk, callId } = await talkSilently(hub)
  await desk.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break', next: true })
  await desk.until(({ presence }) => presence.next?.reason === 'break' && presence.activity === 'talking')
  await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  const { work } = await desk.until((state) => state.work[0]?.state === 'wrap-up')
  await desk.visitor.post(`/api/interactions/${work[0]!.interactionId}/wrap-up`, {
    dispositionId: hub.company.dispositions.resolved,
  })
  await desk.until(
    ({ presence }) => presence.activity === 'away' && presence.reason === 'break' && presence.next === null,
  )
  desk.leave()
})

test('two minutes more of wrap-up are told to the desk, and the lease lives as long', async () => {
  const { desk, callId, interactionId } = await talkSilently(hub)
  await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  const before = await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  const until = before.work[0]!.wrapUpUntil! + 120_000
  const answer = await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up/extend`)
  expect(answer.body).toEqual({ until })
  await desk.until(({ work }) => work[0]?.wrapUpUntil === until)
  const event = await hub.platform.db('events').where({ kind: 'interaction.wrap-up-extended' }).first('data')
  expect(event.data).toEqual({ callId, agentId: hub.company.users.agent, until })
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, {
    dispositionId: hub.company.dispositions.resolved,
  })
  await desk.until(({ work }) => work.length === 0)
  desk.leave()
})

test('a desk that cannot ring is not offered; presence stays as chosen; after two minutes it is held', async () => {
  const desk = await openDeskOf(hub, 'agent2', { working: false })
  await desk.visitor.post('/api/agents/me/presence', { chosen: 'available' })
  await desk.until(({ presence }) => presence.faults.includes('microphone'))
  const { callId } = await callSilently(hub)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(desk.state().offers).toEqual([])
  expect(desk.state().presence).toMatchObject({ chosen: 'available', reachable: false, heldBy: null })
  const { holdDeskless } = await import('#server/agents/index.ts')
  hub.clock.advance(121_000)
  await holdDeskless(hub.platform)
  await desk.until(({ presence }) => presence.heldBy === 'no-desk' && presence.chosen === 'available')
  await applyCallEvent(hub.app.house, {
    kind: 'hung-up',
    provider: 'rows',
    eventId: `${callId}:end`,
    callId,
    at: hub.clock.now(),
  })
  desk.leave()
})

test('a tab that took the desk over and never answered, or no desk at all: held after two minutes all the same', async () => {
  const { holdDeskless } = await import('#server/agents/index.ts')
  const { db } = hub.platform
  const heldBy = async (userId: string) =>
    (await db('agents').where({ user_id: userId }).first('held_by')).held_by
  const desk = await openDeskOf(hub, 'agent')
  await desk.available()
  const socket = io(hub.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: desk.visitor.cookieHeader() },
  })
  await socket.timeout(5_000).emitWithAck(openDeskCommand.name, { deskId: randomUUID() })
  const supervisor = await hub.as('supervisor')
  const chosen = await supervisor.post(`/api/agents/${hub.company.users.agent3}/presence`, {
    chosen: 'available',
  })
  expect(chosen.status).toBe(200)
  await holdDeskless(hub.platform)
  expect(await heldBy(hub.company.users.agent3)).toBeNull()
  hub.clock.advance(121_000)
  await holdDeskless(hub.platform)
  expect(await heldBy(hub.company.users.agent)).toBe('no-desk')
  expect(await heldBy(hub.company.users.agent3)).toBe('no-desk')
  socket.disconnect()
  desk.leave()
  await db('agents').delete()
})

test('a desk whose softphone does not run yet is not reachable, and says so', async () => {
  const desk = await openDeskOf(hub, 'agent2', { phone: false })
  const { presence } = await desk.until((state) => state.presence.faults.includes('phone'))
  expect(presence).toMatchObject({ reachable: false, faults: ['phone'] })
  desk.leave()
})

test('unanswered: away with "no answer", the client back at the old place, the next agent rings (L4, L5)', async () => {
  await hub.platform.db('agents').delete()
  const [first, second] = [await openDeskOf(hub, 'agent'), await openDeskOf(hub, 'agent3')]
  await first.available()
  const { interactionId } = await callSilently(hub)
  const queued = (await hub.platform.db('interactions').where({ id: interactionId }).first()).queued_at
  const offer = await first.ring()
  await second.available()
  hub.clock.advance(21_000)
  const { expireOffers } = await import('#workers/routing/index.ts')
  await expireOffers(hub.app.house)
  await first.until(({ presence, offers }) => presence.heldBy === 'no-answer' && offers.length === 0)
  const again = await second.ring()
  expect(again.interactionId).toBe(offer.interactionId)
  expect((await hub.platform.db('interactions').where({ id: interactionId }).first()).queued_at).toBe(queued)
  // One click and the first is back; yet this client is not offered to them again so soon.
  await first.visitor.post('/api/agents/me/presence', { chosen: 'available' })
  await first.until(({ presence }) => presence.heldBy === null)
  await second.visitor.post(`/api/offers/${again.id}/decline`, { reason: 'busy' })
  await eventually(async () => {
    const bars = await hub.platform.db('offer_bars').where({ interaction_id: interactionId })
    expect(bars.map((bar) => bar.why).sort()).toEqual(['declined', 'no-answer'])
  })
  expect(first.state().offers).toEqual([])
  first.leave()
  second.leave()
})

test('who signs out everywhere is off the line, and not offered what comes next morning', async () => {
  const desk = await openDeskOf(hub, 'agent3')
  await desk.available()
  expect((await desk.visitor.delete('/api/sessions')).status).toBeLessThan(300)
  await eventually(async () => {
    const row = await hub.platform.db('agents').where({ user_id: hub.company.users.agent3 }).first('chosen')
    expect(row).toEqual({ chosen: 'offline' })
  })
  desk.leave()
})
