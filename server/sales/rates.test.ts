/** Exchange rates as those who keep them see them, and a deal that waits for one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHouse } from '#server/sales/index.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'

const NOW = Date.UTC(2026, 2, 20, 9)
const DAY = 86_400_000
let hub: Hub
let head: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false, now: NOW })
  head = await hub.as('head-sales')
})
afterAll(() => hub.stop())

const name = (on: string, rate: string, currency = 'USD', who = head) =>
  who.put('/api/rates', { currency, on, rate })
const usd = async () => {
  const { currencies } = (await head.get('/api/rates')).body
  return currencies.find((one: { currency: string }) => one.currency === 'USD')
}

test('the latest rate of each currency stands so many days, told as older, and then no more', async () => {
  expect(await usd()).toMatchObject({ rate: null, ageDays: null, stands: false })
  await name('2026-03-10', '91.5')
  expect(await usd()).toMatchObject({ rate: '91.5', on: '2026-03-10', ageDays: 10, stands: true })
  expect((await head.put('/api/rates/standing', { standDays: 5 })).body.standDays).toBe(5)
  expect(await usd()).toMatchObject({ ageDays: 10, stands: false })
  await head.put('/api/rates/standing', { standDays: 14 })
  await name('2026-03-20', '92')
  expect(await usd()).toMatchObject({ rate: '92', ageDays: 0, stands: true })
})

test('who named a rate and when is kept in the list, the audit and the log', async () => {
  const answer = await name('2026-03-19', '91.25')
  expect(answer.body.rates.find((row: { on: string }) => row.on === '2026-03-19')).toMatchObject({
    currency: 'USD',
    rate: '91.25',
    setBy: 'head-sales name',
  })
  const data = { currency: 'USD', on: '2026-03-19', rate: '91.25' }
  const { db } = hub.platform
  expect(await db('audit').where({ action: 'rate.set' }).orderBy('id', 'desc').first()).toMatchObject({
    data,
  })
  expect(await db('events').where({ kind: 'rate.set' }).orderBy('id', 'desc').first()).toMatchObject({ data })
})

test.each<[string, [string, string, string?], Record<string, string>]>([
  ['a day that has not come', ['2026-03-21', '90'], { on: 'in_future' }],
  ['no number', ['2026-03-19', 'dear'], { rate: 'invalid_regex' }],
  ['nought', ['2026-03-19', '0.00'], { rate: 'not_positive' }],
  ['the house’s own currency', ['2026-03-19', '1', 'RUB'], { currency: 'house_currency' }],
])('%s is refused at the field', async (_, [on, rate, currency], fields) => {
  expect((await name(on, rate, currency)).error?.fields).toEqual(fields)
})

test('an agent sees rates and names none', async () => {
  const agent = await hub.as('agent')
  expect((await agent.get('/api/rates')).status).toBe(200)
  expect((await name('2026-03-19', '1', 'USD', agent)).error).toMatchObject({ code: 'denied' })
})

test('a deal in a currency without a rate names it; with one it is won, and says of which day', async () => {
  const { db, clock } = hub.platform
  const [group] = await db('product_groups').insert({ code: 'g', name_ru: 'г', name_en: 'g' }).returning('id')
  const product = { group_id: group.id, code: 'p', name_ru: 'п', name_en: 'p' }
  const [{ id: productId }] = await db('products').insert(product).returning('id')
  const opened = await head.post('/api/deals', {
    clientId: hub.company.client.id,
    productId,
    amountMinor: 100_00,
    currency: 'EUR',
  })
  expect(opened.status).toBe(200)
  const win = () =>
    head.post(`/api/deals/${opened.body.id}/moves`, { move: 'win', version: opened.body.version })
  expect((await win()).error).toMatchObject({
    code: 'no_rate',
    status: 409,
    facts: { currency: 'EUR', on: '2026-03-20', last: null, standDays: 14 },
  })
  await name('2026-03-01', '99', 'EUR')
  expect((await win()).error?.facts).toMatchObject({ last: '2026-03-01' })
  await name('2026-03-18', '100', 'EUR')
  expect((await win()).body).toMatchObject({ state: 'won', houseMinor: 10_000_00, rateOn: '2026-03-18' })
  expect(clock.now()).toBeGreaterThan(NOW)
})

test('the rates of a demo company, which nobody names anew, outlast it', async () => {
  const { db } = hub.platform
  await head.put('/api/rates/standing', { standDays: 3_650 })
  const after = NOW + 400 * DAY
  expect(await toHouse(db, { amountMinor: 100, currency: 'USD' }, after)).toMatchObject({
    rate: '92',
    rateOn: '2026-03-20',
  })
})
