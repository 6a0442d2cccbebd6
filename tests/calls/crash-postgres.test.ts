/** kill -9 of PostgreSQL in mid-traffic, twice: what was acknowledged is kept, what was not is done again, once. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { migrate } from '#server/platform/migrate.ts'
import { expectAccounted } from '../harness/account-calls.ts'
import { PATIENCE_MS, SLOW_MACHINE_MS } from '../harness/hub.ts'
import { type OwnService, startOwnService } from '../harness/own-services.ts'
import { openDeskOf } from '../harness/parties.ts'
import { openProcessHub, type ProcessHub } from '../harness/process-hub.ts'
import { openRowsProvider, type RowsProvider } from '../harness/rows-provider.ts'
import { fallDue, lateness, leaveScene, playOn, type Scene, setScene } from '../harness/scene.ts'
import { answerCalls, expectKept, placeCalls } from '../harness/traffic.ts'

// Whole processes die and start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const CALLS = 12
const SWEEP_MS = 2_000

let postgres: OwnService
let hub: ProcessHub
let provider: RowsProvider
let scene: Scene

beforeAll(async () => {
  postgres = await startOwnService('postgres')
  await migrate(postgres.databaseUrl ?? '')
  hub = await openProcessHub({ databaseUrl: postgres.databaseUrl })
  await Promise.all([hub.start('server'), hub.start('worker')])
  provider = openRowsProvider(hub)
  scene = await setScene(hub, provider)
})
afterAll(async () => {
  leaveScene(scene)
  await provider?.stop()
  await hub?.stop()
  await postgres?.stop()
})

test('nothing acknowledged is lost, nothing is done twice, and nobody is stuck', async () => {
  const { db } = hub.platform
  const desk = await openDeskOf(hub, 'handler')
  await desk.available()
  const answering = answerCalls(hub, desk)
  const calling = placeCalls(provider, CALLS, 60)

  const dueAt = await fallDue(scene, db, 300)
  await postgres.killAndAwait()
  const backAt = Math.max(dueAt, Date.now())
  const late = await lateness(scene, db, backAt)
  expect(late.offer).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  expect(late.wrapUp).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  await postgres.killAndAwait()

  const calls = await calling
  const all = [answering, ...(await playOn(hub, scene))]
  await expectAccounted(db, calls.length + 5, PATIENCE_MS)
  expect(answering.acknowledged.offers.length).toBeGreaterThan(0)
  for (const one of all) {
    await one.stop()
    await expectKept(hub, one)
  }
  desk.leave()
})
