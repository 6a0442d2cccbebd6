/** Whoever acts on what they saw earlier names the token they saw; once it is not the current one, they are refused. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { renewCallLeases, repairLease, stuckLeases } from '#server/routing/index.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { callSilently, hangUpSilently, talkSilently } from '../harness/silent-call.ts'

let hub: Hub
let desk: Desk | undefined
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  desk?.leave()
  await hub.platform.db('busy_leases').delete()
})

const leases = () => hub.platform.db('busy_leases')
const overdue = () =>
  leases().update({
    taken_at: new Date(hub.clock.now() - 120_000),
    expires_at: new Date(hub.clock.now() - 1),
  })
const stuck = async () => {
  const [lease] = await stuckLeases(hub.platform.db, hub.clock.now(), 1_000)
  if (!lease) throw new Error('nothing is stuck')
  return lease
}

test('the reconciler read that nobody vouches for a talk; somebody has since: the talk goes on', async () => {
  const talk = await talkSilently(hub)
  desk = talk.desk
  await overdue()
  const seen = await stuck()
  expect(seen.fault).toBe('not-renewed')
  await renewCallLeases(hub.platform.db, [talk.callId], hub.clock.now() + 90_000)
  expect(await repairLease(hub.app.house, seen)).toBe(false)
  expect((await hub.platform.db('calls').where({ id: talk.callId }).first()).state).toBe('live')
  await hangUpSilently(hub, talk.callId)
})

test('the reconciler read a lease that was let go and taken anew since: the new one stays', async () => {
  const { desk: own, callId, interactionId } = await talkSilently(hub)
  desk = own
  await hangUpSilently(hub, callId)
  await hub.platform.db('interactions').where({ id: interactionId }).update({ state: 'closed' })
  const lease = await leases().first()
  await leases().update({ taken_at: new Date(hub.clock.now() - 60_000) })
  const seen = await stuck()
  expect(seen.fault).toBe('closed')
  const { id: _, fence: __, ...same } = lease
  await leases().delete()
  await leases().insert({
    ...same,
    taken_at: new Date(hub.clock.now()),
    expires_at: new Date(hub.clock.now() + 60_000),
  })
  expect(await repairLease(hub.app.house, seen)).toBe(false)
  expect(await leases()).toHaveLength(1)
})

test('a tab that shows an earlier wrap-up neither ends, nor leaves, nor prolongs this one', async () => {
  const talk = await talkSilently(hub)
  desk = talk.desk
  await hangUpSilently(hub, talk.callId)
  const { work } = await desk.until((state) => state.work[0]?.state === 'wrap-up')
  const fence = work[0]!.fence
  const path = `/api/interactions/${talk.interactionId}/wrap-up`
  const dispositionId = hub.company.dispositions.resolved
  const refused = { status: 409, error: { code: 'not_in_wrap_up' } }
  expect(await desk.visitor.post(`${path}/extend`, { fence: fence - 1 })).toMatchObject(refused)
  expect(await desk.visitor.post(path, { dispositionId, fence: fence - 1 })).toMatchObject(refused)
  expect((await desk.visitor.post(`${path}/extend`, { fence })).status).toBe(200)
  expect((await desk.visitor.post(path, { dispositionId, fence })).status).toBe(200)

  const passed = await talkSilently(hub)
  const queueId = hub.company.queues.delivery
  await passed.desk.visitor.post(`/api/interactions/${passed.interactionId}/transfer`, { queueId })
  const own = await passed.desk.until((state) => state.work[0]?.state === 'wrap-up')
  const leave = (token: number) =>
    passed.desk.visitor.post(`/api/interactions/${passed.interactionId}/wrap-up/leave`, { fence: token })
  expect(await leave(own.work[0]!.fence - 1)).toMatchObject(refused)
  expect((await leave(own.work[0]!.fence)).status).toBe(200)
  await hangUpSilently(hub, passed.callId)
  passed.desk.leave()
})

test('an offer whose lease was let go cannot be accepted: its agent may be at another client’s by now', async () => {
  desk = await openDeskOf(hub, 'agent')
  await desk.available()
  const { callId, interactionId } = await callSilently(hub)
  const offer = await desk.ring()
  await leases().delete()
  const answer = await desk.visitor.post(`/api/offers/${offer.id}/accept`)
  expect(answer).toMatchObject({ status: 409, error: { code: 'offer_gone' } })
  expect((await hub.platform.db('interactions').where({ id: interactionId }).first()).state).toBe('waiting')
  await hangUpSilently(hub, callId)
})
