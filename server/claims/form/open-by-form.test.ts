/** Anybody may open a claim by the form; it answers the same whoever they are, and a flood of them is stopped. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

let made = 0
/** Each from an address of its own. */
const stranger = () => {
  made += 1
  return new Visitor(hub.url, `198.51.100.${made}`)
}
const formOf = async (over: object = {}) => ({
  requestId: crypto.randomUUID(),
  language: 'ru',
  marketId: hub.company.markets.ru,
  categoryId: (await hub.platform.db('claim_categories').first('id')).id,
  name: 'Анна',
  phone: '8 916 555-44-33',
  email: 'Anna@Client.test',
  batch: 'П-17',
  description: 'Трубы гнутые',
  ...over,
})
const claimOf = (number: string) => hub.platform.db('claims').where({ number }).first()

test('a claim opens on a provisional card, with its number, promise and page; sent again it is the same', async () => {
  const form = await formOf()
  const who = stranger()
  const { body, status } = await who.post('/api/claim-form', form)
  expect(status).toBe(200)
  expect(body.promisedAt).toBeGreaterThan(hub.clock.now())
  expect((await who.post('/api/claim-form', form)).body.number).toBe(body.number)
  const claim = await claimOf(body.number)
  expect(claim).toMatchObject({ opened_by: null, state: 'received', severity: 'normal' })
  expect(claim.description).toContain('Партия: П-17')
  const card = await hub.platform.db('clients').where({ id: claim.client_id }).first()
  expect(card).toMatchObject({ name: 'Анна', provisional: true })
  const kept = await hub.platform.db('addresses').where({ client_id: card.id }).orderBy('kind').pluck('value')
  expect(kept).toEqual(['anna@client.test', '+79165554433'])
  const followed = await who.post('/api/follow/read', { token: body.follow.split('#')[1] })
  expect(followed.body).toMatchObject({
    number: body.number,
    messages: [{ from: 'client', text: 'Трубы гнутые\nПартия: П-17' }],
    // Who they said they are is for the handler: whoever is shown the page need not know.
    complaint: 'Трубы гнутые\nПартия: П-17',
  })
})

test('a client’s number is answered as a stranger’s is, and no card of theirs is touched or doubled', async () => {
  const known = await stranger().post(
    '/api/claim-form',
    await formOf({ phone: hub.company.client.phone, email: undefined }),
  )
  const unknown = await stranger().post(
    '/api/claim-form',
    await formOf({ phone: '+7 916 555-00-01', email: undefined }),
  )
  expect([known.status, unknown.status]).toEqual([200, 200])
  expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
  expect((await claimOf(known.body.number)).client_id).not.toBe(hub.company.client.id)
  const holders = await hub.platform
    .db('addresses')
    .where({ value: hub.company.client.phone })
    .pluck('client_id')
  expect(holders).toEqual([hub.company.client.id])
  expect((await claimOf(known.body.number)).description).toContain(hub.company.client.phone)
})

test('what is missing is said by field, and counts for nothing', async () => {
  const who = stranger()
  const faults = async (over: object) => (await who.post('/api/claim-form', await formOf(over))).error?.fields
  expect(await faults({ phone: '12', email: 'no mail' })).toEqual({
    phone: 'invalid_phone',
    email: 'invalid_email',
  })
  expect(await faults({ phone: undefined, email: undefined })).toEqual({ phone: 'phone_or_email' })
  expect(await faults({ marketId: crypto.randomUUID(), phone: '+7 916 555-44-33' })).toEqual({
    marketId: 'unknown',
  })
  const before = await hub.platform.db('claims').count({ n: '*' }).first()
  for (let n = 0; n < 6; n += 1) await faults({ phone: '12' })
  expect(await hub.platform.db('claims').count({ n: '*' }).first()).toEqual(before)
  expect((await who.post('/api/claim-form', await formOf())).status).toBe(200)
})

test('so many from one address, and so many in all', async () => {
  const who = stranger()
  const codes: number[] = []
  for (let n = 0; n < 6; n += 1) codes.push((await who.post('/api/claim-form', await formOf())).status)
  expect(codes).toEqual([200, 200, 200, 200, 200, 429])
  const tries = { kind: 'claim-form', account: 'everybody', at: new Date(hub.clock.now() - 1_000) }
  await hub.platform
    .db('attempts')
    .insert(Array.from({ length: 60 }, (_, n) => ({ ...tries, address: `203.0.113.${n}` })))
  expect((await stranger().post('/api/claim-form', await formOf())).status).toBe(429)
})
