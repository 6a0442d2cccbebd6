/** Probes: what a server and a worker say of themselves when all is well, and when something they need is gone. */
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { houseOf, startApp } from '#server/app.ts'
import { health, type Readiness, readiness } from '#shared/platform/health.contract.ts'
import { startWorker } from '#workers/worker.ts'
import { eventually, type Hub, SLOW_MACHINE_MS, startHub } from '../harness/hub.ts'
import { asAdmin } from '../harness/template.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

const ask = async (port: number): Promise<{ status: number; body: Readiness }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
  // Strict: not a word more is told than the contract has.
  return { status: answer.status, body: readiness.parse(await answer.json()) }
}

const well = {
  state: 'ready',
  database: 'answers',
  migrations: 'current',
  events: 'followed',
  redis: 'answers',
}

test('a server is alive and ready, and says so to whoever asks', async () => {
  const alive = await fetch(`${hub.url}/healthz`)
  expect(alive.status).toBe(200)
  expect(alive.headers.get('set-cookie')).toBeNull()
  expect(health.parse(await alive.json())).toEqual({ state: 'alive' })
  await eventually(async () => expect(await ask(hub.app.port)).toEqual({ status: 200, body: well }))
})

test('without Redis it is degraded, and serves', async () => {
  const config = { ...hub.platform.config, REDIS_URL: 'redis://127.0.0.1:1' }
  const node = await startApp({ ...hub.platform, node: 'without-redis', config })
  const answer = await ask(node.port)
  await node.stop()
  expect(answer).toEqual({ status: 200, body: { ...well, state: 'degraded', redis: 'away' } })
})

test('a schema older than the program is not ready', async () => {
  const { db } = hub.platform
  const [last] = await db('migrations').orderBy('name', 'desc').limit(1)
  await db('migrations').where({ id: last.id }).update({ name: 'earlier.sql' })
  const answer = await ask(hub.app.port)
  await db('migrations').where({ id: last.id }).update({ name: last.name })
  expect(answer).toEqual({ status: 503, body: { ...well, state: 'not-ready', migrations: 'behind' } })
  expect((await ask(hub.app.port)).status).toBe(200)
})

test('a worker answers at its own port, where it is told one', async () => {
  const config = { ...hub.platform.config, WORKER_PORT: 0 }
  const worker = await startWorker(houseOf({ ...hub.platform, node: 'test-worker', config }))
  const port = worker.port ?? 0
  await eventually(async () => expect(await ask(port)).toEqual({ status: 200, body: well }))
  const alive = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(await alive.json()).toEqual({ state: 'alive' })
  expect((await fetch(`http://127.0.0.1:${port}/api/session`)).status).toBe(404)
  await worker.stop()
})

test('without the database it is alive and not ready, says within ten seconds that the log stands, and comes back', async () => {
  const name = new pg.Client(hub.platform.config.DATABASE_URL).database
  const admin = inject('adminDatabaseUrl')
  const open = (allowed: boolean) =>
    asAdmin(admin, (client) => client.query(`alter database "${name}" with allow_connections ${allowed}`))
  await open(false)
  try {
    await asAdmin(admin, (client) =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
    )
    const away = { state: 'not-ready', database: 'away', migrations: 'unknown' }
    const first = await ask(hub.app.port)
    expect(first).toMatchObject({ status: 503, body: away })
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200)
    await eventually(
      async () => expect((await ask(hub.app.port)).body).toMatchObject({ ...away, events: 'standing' }),
      12_000 + SLOW_MACHINE_MS,
    )
  } finally {
    await open(true)
  }
  await eventually(async () => expect(await ask(hub.app.port)).toEqual({ status: 200, body: well }), 20_000)
}, 90_000)
