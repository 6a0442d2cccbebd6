/** Redis carries wake-ups only: flushed without end and killed with -9 it costs a sweep, and calls still ring. */
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { wakePrefix } from '#server/platform/wake.ts'
import { expectAccounted } from '../harness/account-calls.ts'
import { eventually, PATIENCE_MS, SLOW_MACHINE_MS } from '../harness/hub.ts'
import { type OwnService, startOwnService } from '../harness/own-services.ts'
import { type Desk, openDeskOf } from '../harness/parties.ts'
import { openProcessHub, type ProcessHub } from '../harness/process-hub.ts'
import { openRowsProvider, type RowsProvider } from '../harness/rows-provider.ts'
import { fallDue, lateness, leaveScene, playOn, type Scene, setScene } from '../harness/scene.ts'
import { type Answering, answerCalls, expectKept, placeCalls } from '../harness/traffic.ts'

// Whole processes die and start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const CALLS = 6
/** Of offers and wrap-ups, and of deadlines. */
const [SWEEP_MS, DEADLINE_SWEEP_MS] = [2_000, 15_000]

let service: OwnService
let hub: ProcessHub
let provider: RowsProvider
let scene: Scene
let desk: Desk
const answering: Answering[] = []
let placed = 5

beforeAll(async () => {
  service = await startOwnService('redis')
  hub = await openProcessHub({ redisUrl: service.redisUrl })
  await Promise.all([hub.start('server'), hub.start('worker')])
  provider = openRowsProvider(hub)
  scene = await setScene(hub, provider)
  desk = await openDeskOf(hub, 'handler')
  await desk.available()
  answering.push(answerCalls(hub, desk))
})
afterAll(async () => {
  for (const one of answering) await one.stop()
  desk?.leave()
  leaveScene(scene)
  await provider?.stop()
  await hub?.stop()
  await service?.stop()
})

const openRedis = () => new Redis(service.redisUrl ?? '')
const placeAndAnswer = async (count: number): Promise<void> => {
  const calls = await placeCalls(provider, count, 50)
  placed += count
  const ids = calls.map(({ callId }) => callId)
  await eventually(async () => {
    const open = await hub.platform.db('interactions').whereIn('call_id', ids).whereNot({ state: 'closed' })
    expect(open).toEqual([])
  }, PATIENCE_MS)
}

/** A claim whose first step of escalation has fallen due. */
const openDueClaim = async (): Promise<void> => {
  const { db } = hub.platform
  const category = await db('claim_categories').where({ code: 'quality' }).first('id')
  const answer = await (await hub.as('handler')).post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: category.id,
    severity: 'high',
    description: 'Партия',
  })
  expect(answer.status).toBe(200)
  await db('claim_clocks').update({ escalate_at: new Date() })
}

test('FLUSHALL in a loop: calls ring and are answered, a deadline’s step is carried out', async () => {
  const redis = openRedis()
  const flushing = setInterval(() => void redis.flushall(), 10)
  await openDueClaim()
  await placeAndAnswer(CALLS)
  await eventually(
    async () => expect(await hub.platform.db('claim_escalations')).toHaveLength(1),
    DEADLINE_SWEEP_MS + SLOW_MACHINE_MS,
  )
  // There is nobody to carry letters here: they stay in the box, and are no debt of a call.
  expect(await hub.platform.db('outbox').where({ kind: 'mail' }).delete()).toBeGreaterThan(0)
  clearInterval(flushing)
  redis.disconnect()
})

test('Redis is dead: calls ring all the same, and due times are kept to a sweep', async () => {
  await service.killForGood()
  const dueAt = await fallDue(scene, hub.platform.db, 300)
  const late = await lateness(scene, hub.platform.db, dueAt)
  expect(late.offer).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  expect(late.wrapUp).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  answering.push(...(await playOn(hub, scene)))
  await placeAndAnswer(CALLS)
})

test('Redis is back: it is used again, and every call is accounted for', async () => {
  await service.revive()
  const redis = openRedis()
  // An offer's wake-up is kept as a delayed job of the hub's own queue; each call asks for one.
  await eventually(async () => {
    await placeAndAnswer(1)
    expect(await redis.keys(`${wakePrefix(hub.platform.config)}*`)).not.toEqual([])
  }, PATIENCE_MS)
  redis.disconnect()
  await expectAccounted(hub.platform.db, placed, PATIENCE_MS)
  for (const one of answering) await expectKept(hub, one)
})
