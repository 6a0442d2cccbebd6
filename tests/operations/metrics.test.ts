/** The figures at /metrics: who may read them, that they are true, and that no label holds an id or a person. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '#server/app.ts'
import { inTransaction } from '#server/platform/database.ts'
import { putEffect } from '#server/platform/outbox.ts'
import { eventually, type Hub, PATIENCE_MS, startHub } from '../harness/hub.ts'
import { callSilently, talkSilently } from '../harness/silent-call.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ config: { WORKER_PORT: 0 } })
})
afterAll(() => hub.stop())

const read = async (port = hub.app.port, headers: Record<string, string> = {}) => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
  return { status: answer.status, text: await answer.text() }
}

/** The value of one sample; its labels in any order. */
const sampleOf = (text: string, name: string, labels: Record<string, string> = {}): number | undefined => {
  const line = text
    .split('\n')
    .find(
      (one) =>
        (one.startsWith(`${name} `) || one.startsWith(`${name}{`)) &&
        Object.entries(labels).every(([label, value]) => one.includes(`${label}="${value}"`)),
    )
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('without a token only this machine itself may read them', async () => {
  expect((await read()).status).toBe(200)
  expect((await read(hub.app.port, { 'x-forwarded-for': '127.0.0.1' })).status).toBe(403)
  expect((await read(hub.app.port, { via: '1.1 proxy' })).status).toBe(403)
})

test('with a token whoever bears it, from anywhere', async () => {
  const config = { ...hub.platform.config, METRICS_TOKEN: 'token-of-the-figures' }
  const node = await startApp({ ...hub.platform, node: 'with-token', config })
  const status = async (headers: Record<string, string>) => (await read(node.port, headers)).status
  const proxied = { 'x-forwarded-for': '203.0.113.9' }
  expect(await status({})).toBe(401)
  expect(await status({ authorization: 'Bearer another-token-of-them' })).toBe(401)
  expect(await status({ ...proxied, authorization: 'Bearer token-of-the-figures' })).toBe(200)
  await node.stop()
})

test('a talk, a client who waits, a dead letter: each is in its figure', async () => {
  const { db } = hub.platform
  const { desk } = await talkSilently(hub)
  await callSilently(hub)
  await db('interactions')
    .where({ state: 'waiting' })
    .update({ queued_at: new Date(Date.now() - 90_000) })
  await inTransaction(db, (trx) => putEffect(trx, { kind: 'test.nobody', key: 'test:1', payload: {} }))
  await inTransaction(db, (trx) => putEffect(trx, { kind: 'test.nobody', key: 'test:2', payload: {} }))
  await db('outbox').where({ key: 'test:2' }).update({ state: 'dead' })
  await hub.worker?.writeLedger()
  const supervisor = await hub.as('supervisor')
  expect((await supervisor.get(`/api/clients/${hub.company.client.id}`)).status).toBe(200)

  await eventually(async () => {
    const { text } = await read()
    expect(sampleOf(text, 'perezvon_calls', { state: 'live' })).toBe(2)
    expect(sampleOf(text, 'perezvon_calls', { state: 'arriving' })).toBe(0)
    expect(sampleOf(text, 'perezvon_queue_waiting', { queue: 'sales-ru' })).toBe(1)
    expect(sampleOf(text, 'perezvon_queue_waiting', { queue: 'delivery' })).toBe(0)
    const longest = sampleOf(text, 'perezvon_queue_longest_wait_seconds', { queue: 'sales-ru' }) ?? 0
    expect(longest).toBeGreaterThanOrEqual(90)
    expect(longest).toBeLessThan(90 + PATIENCE_MS / 1_000)
    expect(sampleOf(text, 'perezvon_offers_ended_total', { end: 'accepted' })).toBe(1)
    expect(sampleOf(text, 'perezvon_offers_ended_total', { end: 'expired' })).toBe(0)
    const pending = (await db('outbox').where({ state: 'pending' })).length
    expect(pending).toBeGreaterThan(0)
    expect(sampleOf(text, 'perezvon_outbox_effects', { state: 'pending' })).toBe(pending)
    expect(sampleOf(text, 'perezvon_outbox_effects', { state: 'dead' })).toBe(1)
    expect(sampleOf(text, 'perezvon_event_lag_seconds', { reader: 'record' })).toBe(0)
    expect(sampleOf(text, 'perezvon_event_lag_seconds', { reader: 'screens' })).toBe(0)
    expect(sampleOf(text, 'perezvon_sockets', { namespace: '/' })).toBe(1)
  }, PATIENCE_MS)

  const { text } = await read()
  for (const sweep of ['offers', 'callers', 'feed-record', 'forget-old']) {
    expect(sampleOf(text, 'perezvon_sweep_runs_total', { sweep }), sweep).toBeGreaterThan(0)
    expect(sampleOf(text, 'perezvon_sweep_failures_total', { sweep }), sweep).toBe(0)
  }
  expect(sampleOf(text, 'perezvon_pool_connections', { state: 'most' })).toBe(20)
  expect(sampleOf(text, 'perezvon_pool_waiting')).toBe(0)
  expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(0)
  const route = { method: 'GET', route: '/api/clients/:clientId', status: '2xx' }
  expect(sampleOf(text, 'perezvon_http_seconds_count', route)).toBeGreaterThan(0)
  desk.leave()
})

test('no label holds an id, a phone, an e-mail or a name', async () => {
  await fetch(`${hub.url}/api/clients/not-an-id/../${hub.company.client.id}?q=%2B74951234567`)
  await fetch(`${hub.url}/clients/${hub.company.client.id}`)
  await fetch(`${hub.url}/api/nothing/${hub.company.client.id}`, { method: 'POST' })
  const samples = (await read()).text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const labels = samples.map((line) => line.slice(0, line.lastIndexOf(' '))).join('\n')
  expect(samples.length).toBeGreaterThan(100)
  expect(labels).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|\d{6,}|@|Сталь/)
})

test('a worker has figures of its own process', async () => {
  const { status, text } = await read(hub.worker?.port ?? 0)
  expect(status).toBe(200)
  expect(sampleOf(text, 'perezvon_pool_connections', { state: 'used' })).toBeGreaterThanOrEqual(0)
  expect(sampleOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(sampleOf(text, 'perezvon_queue_waiting', { queue: 'sales-ru' })).toBeUndefined()
})

test('figures that cannot be read are missing and counted, and those of the process still come', async () => {
  const { db } = hub.platform
  await db.raw('alter table sweeps rename to sweeps_away')
  const { status, text } = await read()
  await db.raw('alter table sweeps_away rename to sweeps')
  expect(status).toBe(200)
  expect(sampleOf(text, 'perezvon_sweep_runs_total', { sweep: 'offers' })).toBeUndefined()
  expect(sampleOf(text, 'perezvon_figures_failures_total')).toBe(1)
  expect(sampleOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
})
