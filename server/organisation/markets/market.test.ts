/** Markets as an administrator changes them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrationOf } from '#server/routes.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { administrationRoutes } from '../administration.routes.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway({ routes: (platform) => administrationRoutes(administrationOf(platform)) })
  place = await populate(hub.platform, ['administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(() => hub.stop())

const form = () => ({
  nameRu: 'Казахстан',
  nameEn: 'Kazakhstan',
  language: 'ru',
  currency: 'KZT',
  zone: 'Asia/Almaty',
  defaultRegion: 'KZ',
  calendarId: place.calendarId,
})

test('a market is made and changed, with what it was in the audit', async () => {
  const added = await administrator.post('/api/markets', { code: 'kz', ...form() })
  expect(added.body).toEqual({ id: added.body.id, code: 'kz', version: 1, ...form() })
  expect((await administrator.post('/api/markets', { code: 'kz', ...form() })).error?.code).toBe('exists')
  const edit = { version: 1, currency: 'USD', language: 'en' }
  const changed = await administrator.patch(`/api/markets/${added.body.id}`, edit)
  expect(changed.body).toEqual({ ...added.body, currency: 'USD', language: 'en', version: 2 })
  const [trace] = await hub.db('audit').where({ action: 'market.edit', subject_id: added.body.id })
  expect(trace.data).toEqual({
    fields: ['language', 'currency'],
    from: { currency: 'KZT', language: 'ru' },
    to: { currency: 'USD', language: 'en' },
  })
  const { markets } = (await administrator.get('/api/organisation')).body
  expect(markets).toContainEqual(expect.objectContaining({ code: 'kz', currency: 'USD' }))
})

test('of two editors the second is told what differs', async () => {
  const answers = await Promise.all(
    ['Первый', 'Второй'].map((nameRu) =>
      administrator.patch(`/api/markets/${place.marketId}`, { version: 1, nameRu }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { fields: ['nameRu'] },
  })
})

test('what could not work is refused, naming the field', async () => {
  const bad = { code: 'Код', ...form(), currency: 'руб', zone: 'Mars/Base', defaultRegion: 'Россия' }
  expect((await administrator.post('/api/markets', bad)).error?.fields).toEqual({
    code: 'invalid_code',
    currency: 'unknown_currency',
    zone: 'unknown_zone',
    defaultRegion: 'unknown_region',
  })
  const nowhere = { code: 'no', ...form(), calendarId: place.marketId }
  expect((await administrator.post('/api/markets', nowhere)).error?.code).toBe('unknown_reference')
})

describe('a calendar that never opens', () => {
  const closed = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
  const addCalendar = async (code: string): Promise<string> => {
    const names = { nameRu: 'Склад', nameEn: 'Warehouse' }
    const zone = 'Europe/Moscow'
    return (await administrator.post('/api/calendars', { code, ...names, zone, copyOf: null })).body.id
  }
  const shut = (id: string) => administrator.patch(`/api/calendars/${id}`, { version: 1, week: closed })

  test('is no market’s: the clock of its claims would never end', async () => {
    const calendarId = await addCalendar('shut')
    expect((await shut(calendarId)).status).toBe(200)
    const refusal = { calendarId: 'never_opens' }
    const made = await administrator.post('/api/markets', { code: 'shut', ...form(), calendarId })
    expect(made.error?.fields).toEqual(refusal)
    const { version } = (await administrator.get(`/api/markets/${place.marketId}`)).body
    const edited = await administrator.patch(`/api/markets/${place.marketId}`, { version, calendarId })
    expect(edited.error?.fields).toEqual(refusal)
  })

  test('stays out when it is shut at the moment that a market takes it', async () => {
    const calendarId = await addCalendar('open-yet')
    const { version } = (await administrator.get(`/api/markets/${place.marketId}`)).body
    const answers = await Promise.all([
      shut(calendarId),
      administrator.patch(`/api/markets/${place.marketId}`, { version, calendarId }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
