/** What an administrator said of a field is looked back at and brought back; money and headings, as lists are narrowed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomField } from '#shared/organisation/custom-field.contract.ts'
import type { SettingVersion } from '#shared/platform/versions.contract.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

const add = async (form: object): Promise<CustomField> => {
  const answer = await administrator.post('/api/custom-fields', { thing: 'client', ...form })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
const option = (name: string) => ({ id: crypto.randomUUID(), nameRu: name, nameEn: name, archived: false })

test('a field goes back to what it was, and an option that was added since stays in the archive', async () => {
  const [steel, pipe, sheet] = [option('Сталь'), option('Труба'), option('Лист')]
  const field = await add({ type: 'choice', nameRu: 'Что', nameEn: 'What', options: [steel, pipe] })
  const path = `/api/custom-fields/${field.id}`
  expect((await administrator.get(`${path}/versions`)).body).toEqual({ versions: [] })
  const edited = await administrator.patch(path, {
    version: 1,
    nameRu: 'Что берут',
    options: [sheet, steel, pipe],
  })
  await hub.platform
    .db('clients')
    .where({ id: hub.company.client.id })
    .update({ custom: JSON.stringify({ [field.id]: sheet.id }) })
  const { versions } = (await administrator.get(`${path}/versions`)).body as { versions: SettingVersion[] }
  expect(versions.map(({ changes }) => changes.map((change) => change.field))).toEqual([
    ['nameRu', 'options'],
    [],
  ])
  const late = await administrator.post(`${path}/restore`, { version: 1, restores: 1 })
  expect(late.error?.code).toBe('changed_meanwhile')
  const back = await administrator.post(`${path}/restore`, { version: edited.body.version, restores: 1 })
  expect(back.status).toBe(204)
  const { fields } = (await administrator.get('/api/custom-fields')).body
  expect(fields.find(({ id }: CustomField) => id === field.id)).toMatchObject({
    nameRu: 'Что',
    options: [steel, pipe, { ...sheet, archived: true }],
  })
})

test('a name that another field has taken meanwhile is not brought back', async () => {
  const field = await add({ type: 'text', nameRu: 'Участок', nameEn: 'Yard' })
  const path = `/api/custom-fields/${field.id}`
  await administrator.patch(path, { version: 1, nameRu: 'Площадка' })
  await add({ type: 'text', nameRu: 'Участок', nameEn: 'Plot' })
  const back = await administrator.post(`${path}/restore`, { version: 2, restores: 1 })
  expect(back).toMatchObject({ status: 422, error: { fields: { nameRu: 'taken' } } })
})

test('fields stand under headings that are kept as a list is; one that is switched off takes no more', async () => {
  const made = await administrator.post('/api/dictionaries/field-groups', {
    code: 'logistics',
    nameRu: 'Логистика',
    nameEn: 'Logistics',
    parentId: null,
  })
  const [group] = made.body.entries
  const field = await add({ type: 'flag', nameRu: 'Есть кран', nameEn: 'Has a crane', groupId: group.id })
  const switched = await administrator.patch(`/api/dictionaries/field-groups/${group.id}`, {
    version: 1,
    active: false,
  })
  expect(switched.status).toBe(200)
  const { fields, groups } = (await (await hub.as('agent')).get('/api/custom-fields')).body
  expect(groups).toEqual([{ id: group.id, nameRu: 'Логистика', nameEn: 'Logistics', active: false }])
  expect(fields.find(({ id }: CustomField) => id === field.id)).toMatchObject({ groupId: group.id })
  const more = { thing: 'client', type: 'flag', nameRu: 'Есть весы', nameEn: 'Has scales', groupId: group.id }
  expect((await administrator.post('/api/custom-fields', more)).error?.fields).toEqual({ groupId: 'unknown' })
})

test('a deal leaves by an export with what stands in its fields, audited and harmless to a spreadsheet', async () => {
  const grade = await add({ thing: 'deal', type: 'text', nameRu: 'Марка', nameEn: 'Grade' })
  const head = await hub.as('head-sales')
  const custom = { [grade.id]: '=09Г2С' }
  const deal = (await head.post('/api/deals', { clientId: hub.company.client.id, custom })).body
  const other = (await head.post('/api/deals', { clientId: hub.company.client.id })).body
  const sheet = async (query = '') => {
    const { body } = await administrator.request('GET', `/api/deal-export${query}`)
    return String(body)
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')
  }
  const [heads, ...lines] = await sheet()
  expect(heads).toMatch(/^Запись;Номер;Клиент;Стадия;.*;Марка$/)
  expect(lines.map((line) => line.slice(0, 36))).toEqual([deal.id, other.id])
  expect(lines[0]).toMatch(/;Интерес;.*;'=09Г2С$/)
  const narrowed = await sheet(`?custom=${encodeURIComponent(`${grade.id}:09г2с`)}`)
  expect(narrowed.slice(1).map((line) => line.slice(0, 36))).toEqual([deal.id])
  const kept = await hub.platform.db('audit').where({ action: 'deal.export' }).orderBy('id')
  expect(kept.map(({ data }) => [data.step, data.rows])).toEqual([
    ['begun', undefined],
    ['ended', 2],
    ['begun', undefined],
    ['ended', 1],
  ])
  expect((await head.request('GET', '/api/deal-export')).status).toBe(403)
})

test('money is compared within its own currency', async () => {
  const limit = await add({ type: 'money', nameRu: 'Лимит', nameEn: 'Limit' })
  const path = `/api/clients/${hub.company.client.id}`
  const write = async (value: string) => {
    const { version } = (await administrator.get(path)).body
    return administrator.patch(path, { version, custom: { [limit.id]: value } })
  }
  expect((await write('100')).error?.fields).toEqual({ [`custom.${limit.id}`]: 'invalid_money' })
  expect((await write('1500000.50 RUB')).body.custom).toMatchObject({ [limit.id]: '1500000.5 RUB' })
  const found = async (what: string) => {
    const asked = encodeURIComponent(`${limit.id}:${what}`)
    return (await administrator.get(`/api/client-list?custom=${asked}`)).body.clients.length
  }
  expect(await found('1 000 000..1500000,50 RUB')).toBe(1)
  expect(await found('1500000.51.. RUB')).toBe(0)
  expect(await found('1..2000000 USD')).toBe(0)
  const sheet = await administrator.request('GET', '/api/client-export')
  expect(sheet.body).toContain('1500000,5 RUB')
})
