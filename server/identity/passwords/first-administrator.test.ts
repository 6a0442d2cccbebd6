/** An empty hub: the first page, by the console's code, once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHouse } from '#server/sales/index.ts'
import { type Doorway, openDoorway } from '../../../tests/harness/doorway.ts'

const CODE = 'ABCD-EFGH'
let hub: Doorway
beforeAll(async () => {
  hub = await openDoorway({ config: { FIRST_ADMIN_CODE: CODE } })
})
afterAll(() => hub.stop())

const form = (over: object = {}) => ({
  code: CODE,
  name: 'Анна',
  email: 'anna@example.test',
  password: 'a long enough secret',
  language: 'ru',
  market: { name: 'Россия', currency: 'RUB', zone: 'Europe/Moscow', defaultRegion: 'RU' },
  department: 'Дирекция',
  ...over,
})
const ask = (body: object, address = '192.0.2.1') =>
  hub.visitor(address).post('/api/first-administrator', body)

test('a wrong code, zone or password makes nothing', async () => {
  expect((await hub.visitor().get('/api/session')).body.needsFirstAdministrator).toBe(true)
  expect((await ask(form({ code: 'nope' }))).error?.fields).toEqual({ code: 'bad_code' })
  expect((await ask(form({ password: 'short' }))).error?.fields).toEqual({ password: 'too_small:10' })
  const market = { name: 'x', currency: 'rub', zone: 'Europe/Nowhere', defaultRegion: 'RU' }
  expect((await ask(form({ market }))).error?.fields).toEqual({
    'market.currency': 'unknown_currency',
    'market.zone': 'unknown_zone',
  })
  expect(await hub.db('users')).toHaveLength(0)
  expect(await hub.db('markets')).toHaveLength(0)
})

test('guessing the code is stopped, for the guesser alone', async () => {
  for (let index = 0; index < 10; index += 1) await ask(form({ code: `guess ${index}` }), '192.0.2.66')
  expect((await ask(form(), '192.0.2.66')).status).toBe(429)
})

test('of two at once one becomes the administrator of a hub that works; then the page is closed', async () => {
  const answers = await Promise.all([ask(form()), ask(form({ email: 'boris@example.test' }))])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const [user] = await hub.db('users')
  const visitor = hub.visitor()
  expect((await visitor.signIn(user.email, 'a long enough secret')).body).toMatchObject({
    needsFirstAdministrator: false,
    grants: { 'user.manage': 'all', 'role.manage': 'all' },
  })
  const { body } = await visitor.get('/api/organisation')
  expect(body.markets).toMatchObject([{ currency: 'RUB', zone: 'Europe/Moscow' }])
  expect(body.departments).toHaveLength(1)
  expect(body.calendars).toHaveLength(1)
  expect((await ask(form({ code: 'nope' }))).error?.code).toBe('has_users')
})

test('the company reckons in the currency of its first market, and by its day', async () => {
  const other = await openDoorway({ config: { FIRST_ADMIN_CODE: CODE } })
  const market = { name: 'Казахстан', currency: 'KZT', zone: 'Asia/Almaty', defaultRegion: 'KZ' }
  expect((await other.visitor().post('/api/first-administrator', form({ market }))).status).toBe(204)
  expect(await readHouse(other.db)).toEqual({ currency: 'KZT', zone: 'Asia/Almaty' })
  await other.stop()
})

test('without a code on the console there is no way in', async () => {
  const other = await openDoorway()
  const answer = await other.visitor().post('/api/first-administrator', form({ code: 'undefined' }))
  expect(answer.error?.fields).toEqual({ code: 'bad_code' })
  await other.stop()
})
