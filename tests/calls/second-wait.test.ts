/** Answered, passed on, and nobody came: answered stays answered, and the second wait is a fact of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repairLeases } from '#server/routing/index.ts'
import type { Board } from '#shared/supervision/board.contract.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import type { Desk } from '../harness/parties.ts'
import { hangUpSilently, type SilentCall, talkSilently } from '../harness/silent-call.ts'

let hub: Hub
let passed: SilentCall & { desk: Desk }
beforeAll(async () => {
  hub = await startHub({ worker: false })
  passed = await talkSilently(hub)
  hub.clock.advance(10_000)
  const answer = await passed.desk.visitor.post(`/api/interactions/${passed.interactionId}/transfer`, {
    queueId: hub.company.queues.delivery,
  })
  expect(answer.status).toBe(200)
})
afterAll(async () => {
  passed.desk.leave()
  await hub.stop()
})

test('who passed the client on and let the wrap-up run out has it in their handle time, to its end and no longer', async () => {
  const lease = await hub.platform.db('busy_leases').where({ kind: 'wrap-up' }).first()
  hub.clock.advance(200_000)
  await repairLeases(hub.app.house)
  expect(await hub.platform.db('busy_leases')).toEqual([])
  const talk = await hub.platform.db('talks').where({ interaction_id: passed.interactionId }).first()
  expect(talk.wrap_up_ms).toBe(lease.expires_at - talk.to_at)
})

test('the client gives up in the second wait: handled, counted once, and somebody calls back', async () => {
  const { db } = hub.platform
  await hangUpSilently(hub, passed.callId)
  const row = await db('interactions').where({ id: passed.interactionId }).first()
  expect(row).toMatchObject({ state: 'closed', outcome: 'handled' })
  const [wait] = await db('events').where({ kind: 'interaction.second-wait-ended' }).select('data')
  expect(wait.data).toMatchObject({ how: 'gave-up', queueId: hub.company.queues.delivery })
  expect(wait.data.waitMs).toBeGreaterThanOrEqual(200_000)
  expect(wait.data.waitMs).toBeLessThan(260_000)
  const closed = await db('events').where({ kind: 'interaction.closed' }).first('data')
  expect(closed.data).toMatchObject({ outcome: 'handled', agentId: hub.company.users.agent })
  expect(await db('tasks').where({ interaction_id: passed.interactionId, kind: 'missed' })).toHaveLength(1)
  const supervisor = await hub.as('supervisor')
  await eventually(async () => {
    const { queues } = (await supervisor.get('/api/board')).body as Board
    const queue = queues.find(({ id }) => id === hub.company.queues.delivery)
    expect(queue).toMatchObject({ answered: 1, abandoned: 0 })
  })
})
