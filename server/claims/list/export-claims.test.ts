/** The handlers’ list as a file: what stands in it, for whom, and that it is kept who took it. */
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

const now = Date.parse('2026-03-05T10:00+03:00')
let hub: Hub
let handler: Visitor
let supervisor: Visitor
let agent: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false, now })
  const { users, markets } = hub.company
  const handlerIds = [users.handler, users['head-after-sales']]
  await fillClaims(hub.platform.db, { count: 40, marketIds: [markets.ru], handlerIds, now })
  handler = await hub.as('handler')
  supervisor = await hub.as('supervisor')
  agent = await hub.as('agent')
})
afterAll(() => hub.stop())
type Row = Record<string, string>
const sheetOf = async (visitor: Visitor, query: string): Promise<Row[]> => {
  const { status, body } = await visitor.request('GET', `/api/claim-export?${query}`)
  expect(status).toBe(200)
  return parse(String(body), { delimiter: ';', bom: true, columns: true })
}

test('claims leave by an export as the list is narrowed, with all that stands on them, harmless to a spreadsheet', async () => {
  const { db } = hub.platform
  const administrator = await hub.as('administrator')
  const field = async (form: object) =>
    (await administrator.post('/api/custom-fields', { thing: 'claim', ...form })).body
  const wagon = await field({ type: 'text', nameRu: 'Вагон', nameEn: 'Wagon' })
  const loss = await field({ type: 'number', nameRu: 'Убыток', nameEn: 'Loss', decimals: 2 })
  const [group] = await db('product_groups').insert({ code: 'g', name_ru: 'г', name_en: 'g' }).returning('id')
  const product = { group_id: group.id, code: 'pipe', name_ru: '+Труба', name_en: 'Pipe' }
  const [{ id: productId }] = await db('products').insert(product).returning('id')
  const { body: opened } = await agent.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: (await db('claim_categories').first('id')).id,
    severity: 'low',
    description: '=HYPERLINK("http://x";"y")',
    remedySought: 'refund',
    products: [{ productId, quantity: '12.5', unit: 't', batch: '-77' }],
    custom: { [wagon.id]: '@SUM(1)', [loss.id]: '0.75' },
  })
  await db('claims').where({ id: opened.id }).update({ outer_number: '=А-7' })
  const { version } = opened
  const money = { claimedMinor: 123_450, currency: 'RUB', version }
  expect((await supervisor.patch(`/api/claims/${opened.id}/details`, money)).status).toBe(200)
  const [row, ...others] = await sheetOf(administrator, `custom=${encodeURIComponent(`${loss.id}:0.7..`)}`)
  expect(others).toEqual([])
  expect(row).toMatchObject({
    Запись: opened.id,
    Номер: opened.number,
    'Прежний номер': "'=А-7",
    Состояние: 'получена',
    Товар: "'+Труба",
    Количество: '12,5',
    Единица: 't',
    Партия: "'-77",
    Требует: '1234,50',
    Согласовано: '',
    Валюта: 'RUB',
    'Срок ответа': new Date(opened.deadlineAt).toISOString(),
    'Срок нарушен': 'нет',
    'Ступеней эскалации': '0',
    'Чего хочет клиент': 'возврат денег',
    'Что случилось': `'=HYPERLINK("http://x";"y")`,
    Вагон: "'@SUM(1)",
    Убыток: '0,75',
  })
  const late = await sheetOf(administrator, 'overdue=1')
  const { total } = (await administrator.get('/api/claim-counts?overdue=1')).body
  expect(total).toBeGreaterThan(0)
  expect(late.map((one) => one['Срок нарушен'])).toEqual(Array.from({ length: total }, () => 'да'))
  const kept = await db('audit').where({ action: 'claim.export' }).orderBy('id')
  expect(kept.map(({ data }) => [data.step, data.rows, data.overdue])).toEqual([
    ['begun', undefined, undefined],
    ['ended', 1, undefined],
    ['begun', undefined, '1'],
    ['ended', total, '1'],
  ])
})

test('who may export leaves with the claims in reach of that alone; who may only see them, with none', async () => {
  const { db } = hub.platform
  expect((await handler.request('GET', '/api/claim-export')).status).toBe(403)
  const role = await db('roles').where({ code: 'head-after-sales' }).first('id')
  await db('role_grants').insert({ role_id: role.id, permission: 'claim.export', scope: 'own' })
  const owner = hub.company.users['head-after-sales']
  const own: string[] = await db('claims').where({ handler_id: owner }).orderBy('id').pluck('id')
  expect(own.length).toBeGreaterThan(0)
  const rows = await sheetOf(await hub.as('head-after-sales'), 'status=all')
  expect(rows.map((row) => row.Запись)).toEqual(own)
})

test('problems leave as the screen shows them, the total last, harmless to a spreadsheet', async () => {
  const { db } = hub.platform
  const opened = await agent.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: (await db('claim_categories').first('id')).id,
    severity: 'low',
    description: 'x',
    products: [{ productId: null, quantity: null, unit: null, batch: '=1+1' }],
  })
  expect(opened.status).toBe(200)
  const administrator = await hub.as('administrator')
  const { body: shown } = await administrator.get('/api/claim-problems?by=batch&and=category')
  const { body } = await administrator.request('GET', '/api/claim-problem-export?by=batch&and=category')
  const rows: Row[] = parse(String(body), { delimiter: ';', bom: true, columns: true })
  const claims = [...shown.rows, shown.total].map((row: { claims: number }) => String(row.claims))
  expect(rows.map((row) => row.Претензий)).toEqual(claims)
  const one = {
    Претензий: '1',
    Решено: '0',
    Продано: 'не указано',
    'Претензий на 1 000 единиц': 'не указано',
  }
  expect(rows.find((row) => row.Партия === "'=1+1")).toMatchObject(one)
  expect(rows.at(-1)?.Партия).toBe('Всего')
  const taken = await db('audit').where({ action: 'claim.export' }).orderBy('id', 'desc').first('data')
  expect(taken.data).toMatchObject({ of: 'problems', by: 'batch', rows: rows.length })
  expect((await handler.request('GET', '/api/claim-problem-export')).status).toBe(403)
})
