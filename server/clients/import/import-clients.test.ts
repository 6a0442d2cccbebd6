/** A file of clients over HTTP, from its bytes to the undoing: both encodings and a workbook. */
import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClientImport, ImportMapping, ImportRow } from '#shared/clients/import/import.contract.ts'
import { CSRF_HEADER } from '#shared/identity/session.contract.ts'
import { eventually, type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { importFile } from './import-files.ts'

let hub: Hub
let who: Visitor
beforeAll(async () => {
  hub = await startHub()
  who = await hub.as('administrator')
})
afterAll(() => hub.stop())

const upload = async (
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 'clients.csv',
  visitor = who,
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
): Promise<{ status: number; body: any }> => {
  const response = await fetch(`${hub.url}/api/client-imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      cookie: visitor.cookieHeader(),
      origin: hub.url,
      [CSRF_HEADER]: visitor.csrf!,
    },
    body: bytes,
  })
  return { status: response.status, body: await response.json() }
}

const defaults = (more: Partial<ImportMapping['defaults']> = {}): ImportMapping['defaults'] => ({
  marketId: hub.company.markets.ru,
  kind: 'company',
  language: 'ru',
  country: null,
  region: null,
  industry: null,
  source: null,
  managerId: null,
  ...more,
})

const path = (id: string, deed = '') => `/api/client-imports/${id}${deed}`
const reached = (id: string, state: ClientImport['state']): Promise<ClientImport> =>
  eventually(async () => {
    // The worker would come by itself within a second.
    await hub.worker!.sweeper.runNow('client-imports')
    const { body } = await who.get(path(id))
    expect(body).toMatchObject({ state })
    return body
  }, 20_000)

/** Mapped as it was guessed, and checked to its end. */
const checked = async (uploaded: ClientImport, more: Partial<ImportMapping['defaults']> = {}) => {
  const { columns, id } = uploaded
  const mapped = await who.put(path(id, '/mapping'), { columns, defaults: defaults(more) })
  expect(mapped.body).toMatchObject({ state: 'mapped' })
  expect((await who.post(path(id, '/check'))).body).toMatchObject({ state: 'checking' })
  return reached(id, 'checked')
}
const applied = async (id: string, wish = { onKnown: 'fill', onSuspect: 'skip' }) => {
  expect((await who.post(path(id, '/apply'), wish)).status).toBe(200)
  return reached(id, 'applied')
}
const undone = async (id: string) => {
  expect((await who.post(path(id, '/undo'))).status).toBe(200)
  return reached(id, 'undone')
}
const rowsOf = async (id: string, of: string): Promise<ImportRow[]> =>
  (await who.get(path(id, `/rows?of=${of}`))).body.rows

const SHEET = `Наименование;ИНН;Телефон 1;Телефон 2;Почта;Контактное лицо;Метки;Комментарий;Город
"ООО ""Ромашка""";7707083893;8 (495) 700-00-01;;info@romashka.ru;Пётр Ильин, директор;опт, юг;раз;
Лютик;;+7 495 700-00-02;8 495 700 00 03;;;;два;Тула
Ноготок;7707083894;123;;не почта;;;три;
Сталь-Сервис;;+7 495 123-45-67;+7 495 700-00-09;steel@example.test;;опт;четыре;
Сталь Урал;;+7 495 123-45-67;;;;;пять;Москва
лютик;;8 (495) 7000002;;;;;шесть;
`

/** Windows-1251 of what ASCII and Russian letters say. */
const inWindows1251 = (text: string): Uint8Array<ArrayBuffer> => {
  const table = new Map(
    Array.from({ length: 256 }, (_, code) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(code)),
      code,
    ]),
  )
  return Uint8Array.from([...text], (letter) => table.get(letter)!)
}

test.each([
  ['UTF-8', (text: string) => `\ufeff${text}`, 'utf-8'],
  ['windows-1251', inWindows1251, 'windows-1251'],
])('a sheet in %s: checked, applied and undone', async (_, encode, encoding) => {
  const { db } = hub.platform
  const before = await db('clients').count({ n: '*' }).first()
  const { status, body: uploaded } = await upload(encode(SHEET))
  expect(status).toBe(200)
  expect(uploaded).toMatchObject({ state: 'uploaded', reading: { encoding, delimiter: ';' } })
  expect(uploaded.columns).toEqual([
    'name',
    'taxNumber',
    'phones',
    'phones',
    'emails',
    'persons',
    'tags',
    null,
    'region',
  ])
  const { id, counts } = await checked(uploaded, { source: 'fair' })
  expect(counts).toEqual({ new: 2, known: 1, suspect: 1, repeat: 1, faulty: 1 })
  const [faulty] = await rowsOf(id, 'faulty')
  expect(faulty).toMatchObject({ line: 4, name: 'Ноготок' })
  expect(faulty!.faults).toEqual([
    { column: 1, code: 'invalid_tax_number' },
    { column: 2, code: 'invalid_phone' },
    { column: 4, code: 'invalid_email' },
  ])
  const [suspect] = await rowsOf(id, 'suspect')
  expect(suspect).toMatchObject({
    line: 6,
    suspects: [
      { clientId: hub.company.client.id, reasons: [{ reason: 'same-phone' }, { reason: 'same-region' }] },
    ],
  })
  expect(await rowsOf(id, 'repeat')).toMatchObject([{ line: 7, twinLine: 3 }])

  expect((await applied(id)).counts).toMatchObject({ created: 2, filled: 1, skipped: 3 })
  const [romashka] = (await who.get('/api/clients?search=ромашка')).body.results
  const card = (await who.get(`/api/clients/${romashka.clientId}`)).body
  expect(card).toMatchObject({ name: 'ООО "Ромашка"', taxNumber: '7707083893', source: 'fair' })
  expect(card.addresses.map(({ value }: { value: string }) => value)).toEqual([
    '+74957000001',
    'info@romashka.ru',
  ])
  expect(card.persons).toMatchObject([{ name: 'Пётр Ильин', position: 'директор' }])
  expect(card.tags.map(({ name }: { name: string }) => name)).toEqual(['опт', 'юг'])
  const told = await db('events').where({ subject_id: card.id }).orderBy('id').pluck('kind')
  expect(told).toEqual([
    'client.created',
    'person.added',
    'address.added',
    'address.added',
    'tag.added',
    'tag.added',
  ])
  const steel = async () => (await who.get(`/api/clients/${hub.company.client.id}`)).body
  expect((await steel()).addresses).toHaveLength(3)

  expect((await undone(id)).counts).toMatchObject({ removed: 2, restored: 1 })
  expect(await db('clients').count({ n: '*' }).first()).toEqual(before)
  expect(await steel()).toMatchObject({ addresses: [{ value: hub.company.client.phone }], tags: [] })
  const kept = await db('audit').where({ subject_id: id }).orderBy('id')
  expect(kept.map(({ action, data }) => [action, data.step])).toEqual([
    ['client.import', 'begun'],
    ['client.import', 'ended'],
    ['client.import-undo', 'begun'],
    ['client.import-undo', 'ended'],
  ])
})

test('a workbook: dates and formulas are values, the second sheet may be chosen', async () => {
  const bytes = await readFile(new URL('../../../tests/fixtures/clients.xlsx', import.meta.url))
  const { body: uploaded } = await upload(new Uint8Array(bytes), 'clients.xlsx')
  expect(uploaded).toMatchObject({ fileKind: 'xlsx', sheets: ['Клиенты', 'Другой лист'], rowsTotal: null })
  const second = { ...uploaded.reading, sheet: 'Другой лист' }
  const reread = await who.put(path(uploaded.id, '/reading'), second)
  expect(reread.body).toMatchObject({ heads: ['Name', 'Phone'], columns: ['name', 'phones'] })
  const { body: first } = await who.put(path(uploaded.id, '/reading'), uploaded.reading)
  expect((await checked(first)).counts).toEqual({ new: 2 })
  const { id } = await applied(first.id)
  const names = (await rowsOf(id, 'new')).map(({ name, outcome }) => [name, outcome])
  expect(names).toEqual([
    ['ООО «Мак»', 'created'],
    ['=Василёк', 'created'],
  ])
  await undone(id)
})

test('what was worked with since is told, and stays; what was edited since stays edited', async () => {
  const { db } = hub.platform
  const steel = hub.company.client.id
  await db('clients').where({ id: steel }).update({ industry: null, tax_number: null })
  const sheet = [
    'Имя,Телефон,Отрасль,ИНН',
    'Работа,+7 495 700-01-01,,',
    'Правка,+7 495 700-01-02,,',
    'Никто,+7 495 700-01-03,,',
    'Сталь-Сервис,+7 495 123-45-67,rail,7736207543',
  ].join('\n')
  const { id } = await checked((await upload(sheet)).body)
  await applied(id)
  const cardOf = async (name: string) => (await db('clients').where({ name }).first('id')).id
  const worked = await cardOf('Работа')
  const deal = await who.post('/api/deals', { clientId: worked })
  expect(deal.status).toBe(200)
  const edited = await cardOf('Правка')
  await who.post(`/api/clients/${edited}/tags`, { name: 'важный' })
  const { version } = (await who.get(`/api/clients/${steel}`)).body
  await who.patch(`/api/clients/${steel}`, { version, industry: 'mining' })
  const { counts } = await undone(id)
  expect(counts).toMatchObject({ created: 3, filled: 1, removed: 1, kept: 3 })
  expect((await rowsOf(id, 'kept')).map(({ name }) => name)).toEqual(['Работа', 'Правка', 'Сталь-Сервис'])
  expect((await who.get(`/api/clients/${worked}`)).status).toBe(200)
  expect(await db('clients').where({ name: 'Никто' })).toEqual([])
  expect((await who.get(`/api/clients/${steel}`)).body).toMatchObject({ industry: 'mining', taxNumber: null })
  await db('deals').delete()
})

test('row by row it is chosen what becomes of those like known ones', async () => {
  const { db } = hub.platform
  const sheet = [1, 2, 3].map((at) => `Сталь ${'АБВ'[at - 1]};+7 495 123-45-67;Москва;a${at}@example.test`)
  const { id, counts } = await checked((await upload(['Имя;Тел;Регион;Почта', ...sheet].join('\n'))).body)
  expect(counts).toEqual({ suspect: 3 })
  const choose = (line: number, choice: string) => who.put(path(id, `/rows/${line}/choice`), { choice })
  expect((await choose(2, 'create')).body).toMatchObject({ line: 2, choice: 'create' })
  expect((await choose(3, 'fill')).status).toBe(200)
  expect((await choose(9, 'fill')).status).toBe(404)
  expect((await applied(id)).counts).toMatchObject({ created: 1, filled: 1, skipped: 1 })
  expect((await choose(4, 'create')).error?.code).toBe('import_moved')
  const mails = await db('addresses')
    .where({ kind: 'email', client_id: hub.company.client.id })
    .pluck('value')
  expect(mails).toEqual(['a2@example.test'])
  await undone(id)
})

test('the rows with errors come back as a file with the reasons, harmless to a spreadsheet', async () => {
  const { body } = await upload('Имя;Телефон;Примечание\n=1+1;12;a\nХорошая;;b\n')
  const { id } = await checked(body)
  const { body: text, headers } = await who.get(path(id, '/faults'))
  expect(headers.get('content-type')).toContain('text/csv')
  expect(text.replace(/^\ufeff/, '').split('\r\n')).toEqual([
    'Имя;Телефон;Примечание;Что не так',
    "'=1+1;12;a;Телефон: это не похоже на телефон",
    '',
  ])
  expect((await who.post(path(id, '/cancel'))).body).toMatchObject({ state: 'cancelled', undoable: false })
  expect((await who.post(path(id, '/undo'))).error?.code).toBe('nothing_to_undo')
  await expect(stat(importFile(hub.platform.config, id))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('what is exported can be brought in again: each line is of its own card', async () => {
  const { body: exported } = await who.get('/api/client-export')
  const { body } = await upload(exported)
  const { counts } = await checked(body)
  expect(counts).toEqual({ known: Number((await hub.platform.db('clients').count({ n: '*' }).first())!.n) })
  const { counts: after } = await applied(body.id)
  expect(after).toMatchObject({ skipped: counts.known })
})

test('the columns of the same heads are remembered for the same user', async () => {
  const sheet = 'Кто;Чем звонить\nЛютик;+7 495 700-02-02\n'
  const { body } = await upload(sheet)
  expect(body.columns).toEqual([null, null])
  const wish = { columns: ['name', 'phones'], defaults: defaults({ region: 'Тула' }) }
  const lacking = await who.put(path(body.id, '/mapping'), { ...wish, columns: [null, 'phones'] })
  expect(lacking.error?.fields).toEqual({ columns: 'no_name_column' })
  const twice = await who.put(path(body.id, '/mapping'), { ...wish, columns: ['name', 'name'] })
  expect(twice.error?.fields).toEqual({ columns: 'repeated_column' })
  const nowhere = { ...wish, defaults: defaults({ marketId: body.id }) }
  const unknown = await who.put(path(body.id, '/mapping'), nowhere)
  expect(unknown.error?.fields).toEqual({ 'defaults.marketId': 'unknown_market' })
  expect((await who.put(path(body.id, '/mapping'), wish)).status).toBe(200)
  expect((await upload(sheet.toUpperCase())).body).toMatchObject(wish)
})

test('who may not import is refused, as is who sees or edits only a part of the cards', async () => {
  const agent = await hub.as('agent')
  expect((await upload(SHEET, 'clients.csv', agent)).status).toBe(403)
  const { db } = hub.platform
  const role = db('roles').where({ code: 'administrator' }).select('id')
  await db('role_grants').where({ role_id: role, permission: 'client.edit' }).update({ scope: 'own' })
  await db('roles').where({ code: 'administrator' }).increment('version', 1)
  const narrow = await hub.as('administrator')
  expect((await upload(SHEET, 'clients.csv', narrow)).body.error).toMatchObject({
    code: 'denied',
    facts: { permission: 'client.edit' },
  })
  expect((await narrow.get('/api/client-imports')).status).toBe(403)
})
