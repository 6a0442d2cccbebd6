/** The outgoing box: held letters with their links, dead ones tried again, nothing told without a trace. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { putMail } from '#server/platform/mail/index.ts'
import { putEffect } from '#server/platform/outbox.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Doorway
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway()
  await populate(hub.platform, ['administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
  await inTransaction(hub.db, async (trx) => {
    const now = hub.platform.clock.now()
    const mail = { to: 'a@example.test', subject: 'S', now }
    await putMail(trx, {
      ...mail,
      text: 'Open https://hub.example.test/password#abc',
      key: 'one:1',
      secret: true,
    })
    await putMail(trx, { ...mail, text: 'No link', key: 'two:1' })
    await putEffect(trx, { kind: 'sms', key: 'sms:1', payload: { number: '+7' } })
    await putEffect(trx, { kind: 'sms', key: 'sms:2', payload: {} })
  })
  await hub
    .db('outbox')
    .whereIn('key', ['sms:2', 'mail:two:1'])
    .update({ state: 'dead', attempts: 12, last_error: 'no' })
})
afterAll(() => hub.stop())

const list = async (query = '') => (await administrator.get(`/api/outbox${query}`)).body.effects
const keys = (effects: { key: string }[]) => effects.map(({ key }) => key).sort()
const find = async (key: string) => (await list()).find((effect: { key: string }) => effect.key === key)

test('without a mail server letters are held, apart from what waits and what is dead', async () => {
  expect(keys(await list('?state=held'))).toEqual(['mail:one:1'])
  expect(keys(await list('?state=pending'))).toEqual(['sms:1'])
  expect(keys(await list('?state=dead'))).toEqual(['mail:two:1', 'sms:2'])
  expect(await list('?state=held&kind=sms')).toEqual([])
  const held = await find('mail:one:1')
  expect(held).toMatchObject({ state: 'held', nextAt: null, mail: { to: 'a@example.test', subject: 'S' } })
  expect(JSON.stringify(await list())).not.toContain('#abc')
})

test('with one they merely wait', async () => {
  const other = await openDoorway({
    databaseUrl: hub.databaseUrl,
    config: { SMTP_URL: 'smtp://127.0.0.1:1' },
  })
  const visitor = other.visitor()
  await visitor.signIn('administrator@example.test', PASSWORD)
  const { effects } = (await visitor.get('/api/outbox?state=pending')).body
  expect(keys(effects)).toEqual(['mail:one:1', 'sms:1'])
  expect((await visitor.get('/api/outbox?state=held')).body.effects).toEqual([])
  await other.stop()
})

test('opening a letter shows its links and is in the audit; closed by hand it keeps no secret', async () => {
  const { id } = await find('mail:one:1')
  const opened = await administrator.get(`/api/outbox/${id}`)
  expect(opened.body.links).toEqual(['https://hub.example.test/password#abc'])
  expect(await hub.db('audit').where({ action: 'outbox.open', subject_id: id })).toHaveLength(1)
  expect((await administrator.post(`/api/outbox/${id}/close`, {})).body).toMatchObject({ state: 'done' })
  expect((await administrator.get(`/api/outbox/${id}`)).body.links).toEqual([
    'https://hub.example.test/password#…',
  ])
  expect((await administrator.post(`/api/outbox/${id}/close`, {})).error?.code).toBe('not_held')
  const sms = await find('sms:1')
  expect((await administrator.get(`/api/outbox/${sms.id}`)).status).toBe(404)
  expect((await administrator.post(`/api/outbox/${sms.id}/close`, {})).status).toBe(409)
})

test('a dead effect starts over; of two at once one does it', async () => {
  const { id } = await find('sms:2')
  const answers = await Promise.all([1, 2].map(() => administrator.post(`/api/outbox/${id}/retry`, {})))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await find('sms:2')).toMatchObject({ state: 'pending', attempts: 0, lastError: null })
  const letter = await find('mail:two:1')
  const before = (await hub.db('outbox').where('id', letter.id).first()).payload.until
  hub.platform.advance(10 * 86_400_000)
  await administrator.signIn('administrator@example.test', PASSWORD)
  expect((await administrator.post(`/api/outbox/${letter.id}/retry`, {})).body).toMatchObject({
    state: 'held',
  })
  const after = (await hub.db('outbox').where('id', letter.id).first()).payload.until
  expect(after).toBeGreaterThan(before)
})
