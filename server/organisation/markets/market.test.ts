/** Markets as an administrator changes them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administrationOf } from '#server/routes.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { marketRoutes } from './market.routes.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway({ routes: (platform) => marketRoutes(administrationOf(platform)) })
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
