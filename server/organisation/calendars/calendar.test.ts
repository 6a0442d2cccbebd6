/** Calendars as an administrator changes them: hours, versions, holidays, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrationOf } from '#server/routes.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { calendarRoutes } from './calendar.routes.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway({ routes: (platform) => calendarRoutes(administrationOf(platform)) })
  place = await populate(hub.platform, ['supervisor', 'administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(() => hub.stop())

let made = 0
const add = async (copyOf: string | null = null) => {
  made += 1
  return administrator.post('/api/calendars', {
    code: `calendar-${made}`,
    nameRu: 'Склад',
    nameEn: 'Warehouse',
    zone: 'Asia/Yekaterinburg',
    copyOf,
  })
}
const closed = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const nights = { ...closed, 5: [{ from: 1320, to: 1800 }] }

describe('a calendar', () => {
  test('is made blank, or with the hours of another', async () => {
    const blank = (await add()).body
    expect(blank).toMatchObject({ version: 1, exceptions: [], queues: [], markets: [], savedBy: null })
    expect(blank.week['1']).toEqual([{ from: 540, to: 1080 }])
    const exceptions = [{ date: '2026-06-12', intervals: [], name: 'День России' }]
    await administrator.patch(`/api/calendars/${blank.id}`, { version: 1, week: nights, exceptions })
    expect((await add(blank.id)).body).toMatchObject({ week: nights, exceptions, version: 1 })
    expect((await add(place.marketId)).status).toBe(404)
    // The code of the copy: the one that failed took none.
    made -= 2
    expect((await add()).error?.code).toBe('exists')
  })

  test('keeps every state it had, and takes one back', async () => {
    const { id, week } = (await add()).body
    const edited = await administrator.patch(`/api/calendars/${id}`, {
      version: 1,
      week: nights,
      nameRu: 'Ночной',
    })
    expect(edited.body).toMatchObject({ version: 2, week: nights, savedBy: 'administrator', restores: null })
    const back = await administrator.post(`/api/calendars/${id}/restore`, { version: 2, restores: 1 })
    expect(back.body).toMatchObject({ version: 3, week, nameRu: 'Склад', restores: 1 })
    const { versions } = (await administrator.get(`/api/calendars/${id}/versions`)).body
    expect(versions.map((one: { version: number }) => one.version)).toEqual([3, 2, 1])
    expect(versions[1]).toMatchObject({ week: nights, nameRu: 'Ночной', savedBy: 'administrator' })
    expect(versions[2]).toMatchObject({ savedAt: null, savedBy: null })
    const traces = await hub.db('audit').where({ subject_id: id }).orderBy('id').pluck('action')
    expect(traces).toEqual(['calendar.create', 'calendar.edit', 'calendar.restore'])
    const events = await hub.db('events').where({ subject_id: id }).orderBy('id').pluck('kind')
    expect(events).toEqual(['calendar.created', 'calendar.changed', 'calendar.changed'])
    const nowhere = { version: 3, restores: 9 }
    expect((await administrator.post(`/api/calendars/${id}/restore`, nowhere)).status).toBe(404)
  })

  test('of two editors the second is told what differs, and nothing is overwritten', async () => {
    const { id } = (await add()).body
    const answers = await Promise.all(
      ['Первый', 'Второй'].map((nameRu) =>
        administrator.patch(`/api/calendars/${id}`, { version: 1, nameRu }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.error).toMatchObject({ code: 'changed_meanwhile', facts: { fields: ['nameRu'] } })
    expect((await administrator.get(`/api/calendars/${id}/versions`)).body.versions).toHaveLength(2)
    const same = await administrator.patch(`/api/calendars/${id}`, { version: 2, zone: 'Asia/Yekaterinburg' })
    expect(same.body.version).toBe(2)
  })

  test('that somebody goes by must open again', async () => {
    const inUse = await administrator.get(`/api/calendars/${place.calendarId}`)
    expect(inUse.body.markets).toEqual([{ id: place.marketId, nameRu: 'Россия', nameEn: 'Россия' }])
    const shut = await administrator.patch(`/api/calendars/${place.calendarId}`, { version: 1, week: closed })
    expect(shut.error).toMatchObject({ code: 'never_opens', facts: { names: 'Россия' } })
    const { id } = (await add()).body
    expect((await administrator.patch(`/api/calendars/${id}`, { version: 1, week: closed })).status).toBe(200)
  })

  test('names those who go by it as the editor reads them', async () => {
    await hub.db('markets').where({ id: place.marketId }).update({ name_en: 'Russia' })
    await administrator.put('/api/session/language', { language: 'en' })
    const shut = await administrator.patch(`/api/calendars/${place.calendarId}`, { version: 1, week: closed })
    expect(shut.error).toMatchObject({ code: 'never_opens', facts: { names: 'Russia' } })
  })

  test('refuses what is no hours, naming the field', async () => {
    const { id } = (await add()).body
    const fields = async (edit: object) =>
      (await administrator.patch(`/api/calendars/${id}`, { version: 1, ...edit })).error?.fields
    expect(await fields({ zone: 'Europe/Nowhere' })).toEqual({ zone: 'unknown_zone' })
    expect(await fields({ week: { ...closed, 1: [{ from: 600, to: 540 }] } })).toEqual({
      'week.1.0': 'ends_before_it_begins',
    })
    const day = { date: '2026-06-12', intervals: [] }
    expect(await fields({ exceptions: [day, day] })).toEqual({ exceptions: 'date_given_twice' })
  })
})

describe('holidays', () => {
  const ask = (country: string, year: number) =>
    administrator.get(`/api/holidays?country=${country}&year=${year}`)

  test('of Russia come with moved days, of later years without', async () => {
    const { source, days } = (await ask('RU', 2026)).body
    expect(source).toBe('production-calendar')
    expect(days).toContainEqual({
      date: '2026-01-09',
      kind: 'day-off',
      name: 'Выходной, перенесён с 3 января',
    })
    expect((await ask('RU', 2031)).body).toMatchObject({ source: 'library' })
  })

  test('of other countries come from the library, public ones alone', async () => {
    const { countries } = (await administrator.get('/api/holiday-countries')).body
    expect(countries).toEqual(expect.arrayContaining(['DE', 'BY', 'CN', 'RU']))
    const { source, days } = (await ask('DE', 2026)).body
    expect(source).toBe('library')
    const dates = days.map(({ date }: { date: string }) => date)
    expect(dates).toEqual(expect.arrayContaining(['2026-01-01', '2026-05-01', '2026-10-03']))
    expect(dates).not.toContain('2026-02-14')
    expect((await ask('QQ', 2026)).error?.fields).toEqual({ country: 'unknown_region' })
  })
})

test('nobody else changes them', async () => {
  const supervisor = hub.visitor()
  await supervisor.signIn('supervisor@example.test', PASSWORD)
  expect((await supervisor.get('/api/calendars')).status).toBe(403)
  const edit = { version: 1, nameRu: 'Мой' }
  expect((await supervisor.patch(`/api/calendars/${place.calendarId}`, edit)).status).toBe(403)
})
