/** For how long things are kept, as an administrator sets it; the sweep goes by it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetOld } from '#server/platform/forget-old.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

const DAY_MS = 86_400_000
let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

const read = async () => (await administrator.get('/api/retention')).body
const outboxOf = async (daysAgo: number) => {
  const done_at = new Date(hub.clock.now() - daysAgo * DAY_MS)
  await hub.platform
    .db('outbox')
    .insert({ kind: 'test', key: `${daysAgo}`, payload: '{}', state: 'done', done_at })
}
const kept = () => hub.platform.db('outbox').where({ kind: 'test' }).orderBy('done_at').pluck('key')

test('what would be forgotten is told before; then the sweep forgets it, and a longer time keeps it again', async () => {
  const { version, days } = await read()
  expect({ version, ...days }).toMatchObject({ version: 0, audit: 1_095, outbox: 30, routing: 30 })
  for (const age of [29, 15, 5]) await outboxOf(age)
  const shorter = { ...days, outbox: 10 }
  const preview = await administrator.post('/api/retention/preview', { days: shorter })
  expect(preview.body.gone).toEqual([{ code: 'outbox', rows: 2, more: false }])
  expect((await administrator.put('/api/retention', { version, days: shorter })).body.version).toBe(1)
  expect(await kept()).toEqual(['29', '15', '5'])
  await forgetOld(hub.platform)
  expect(await kept()).toEqual(['5'])

  const longer = { ...days, outbox: 60 }
  await administrator.put('/api/retention', { version: 1, days: longer })
  await outboxOf(45)
  await forgetOld(hub.platform)
  expect(await kept()).toEqual(['45', '5'])
  const trace = await hub.platform
    .db('audit')
    .where({ action: 'retention.edit' })
    .orderBy('id', 'desc')
    .first()
  expect(trace.data).toMatchObject({ fields: ['outbox'], from: { outbox: 10 }, to: { outbox: 60 } })
})

test('what a legal hold keeps is not told as forgotten', async () => {
  const { days } = await read()
  const { id: client_id } = hub.company.client
  const at = new Date(hub.clock.now() - 400 * DAY_MS)
  const trace = { at, action: 'client.export', outcome: 'ok', subject_kind: 'client', subject_id: client_id }
  await hub.platform.db('audit').insert(trace)
  const gone = async () =>
    (await administrator.post('/api/retention/preview', { days: { ...days, audit: 365 } })).body.gone
  expect(await gone()).toEqual([{ code: 'audit', rows: 1, more: false }])
  await hub.platform.db('client_holds').insert({ client_id, reason: 'a lawsuit', put_at: at })
  expect(await gone()).toEqual([{ code: 'audit', rows: 0, more: false }])
})

test('nobody sets a time beyond its bounds, or over what another has set; the past comes back', async () => {
  const { version, days } = await read()
  const hasty = await administrator.put('/api/retention', { version, days: { ...days, audit: 30 } })
  expect(hasty.error?.fields).toEqual({ 'days.audit': 'too_small:365' })
  const stale = await administrator.put('/api/retention', { version: version + 5, days })
  expect(stale.error).toMatchObject({ code: 'changed_meanwhile', facts: { current: { version } } })
  expect((await administrator.post('/api/retention/restore', { version, restores: 0 })).status).toBe(204)
  expect((await read()).days.outbox).toBe(30)
  const { versions } = (await administrator.get('/api/retention/versions')).body
  expect(versions[0]).toMatchObject({ present: true, restores: 0 })
  expect(versions[0].changes).toEqual([{ field: 'days', part: 'outbox', from: 60, to: 30 }])
})
