/** A file of clients over HTTP, from its bytes to the undoing: both encodings and a workbook. */
import { mkdir, readFile, rename, rmdir, stat } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { importingAs, importPath, inWindows1251 } from '../../../tests/harness/importing.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { importFile } from '../../imports/import-files.ts'

let hub: Hub
let who: Visitor
let files: ReturnType<typeof importingAs>
beforeAll(async () => {
  hub = await startHub()
  who = await hub.as('administrator')
  files = importingAs(hub, who)
})
afterAll(() => hub.stop())

const SHEET = `Наименование;ИНН;Телефон 1;Телефон 2;Почта;Контактное лицо;Метки;Комментарий;Город
"ООО ""Ромашка""";7707083893;8 (495) 700-00-01;;info@romashka.ru;Пётр Ильин, директор;опт, юг;раз;
Лютик;;+7 495 700-00-02;8 495 700 00 03;;;;два;Тула
Ноготок;7707083894;123;;не почта;;;три;
Сталь-Сервис;;+7 495 123-45-67;+7 495 700-00-09;steel@example.test;;опт;четыре;
Сталь Урал;;+7 495 123-45-67;;;;;пять;Москва
лютик;;8 (495) 7000002;;;;;шесть;
`

test.each([
  ['UTF-8', (text: string) => `\ufeff${text}`, 'utf-8'],
  ['windows-1251', inWindows1251, 'windows-1251'],
])('a sheet in %s: checked, applied and undone', async (_, encode, encoding) => {
  const { db } = hub.platform
  const before = await db('clients').count({ n: '*' }).first()
  const { status, body: uploaded } = await files.upload(encode(SHEET))
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
  const { id, counts } = await files.checked(uploaded, { source: 'fair' })
  expect(counts).toEqual({ new: 2, known: 1, suspect: 1, repeat: 1, faulty: 1 })
  const [faulty] = await files.rowsOf(id, 'faulty')
  expect(faulty).toMatchObject({ line: 4, name: 'Ноготок' })
  expect(faulty!.faults).toEqual([
    { column: 1, code: 'invalid_tax_number' },
    { column: 2, code: 'invalid_phone' },
    { column: 4, code: 'invalid_email' },
  ])
  const [suspect] = await files.rowsOf(id, 'suspect')
  expect(suspect).toMatchObject({
    line: 6,
    suspects: [
      { clientId: hub.company.client.id, reasons: [{ reason: 'same-phone' }, { reason: 'same-region' }] },
    ],
  })
  expect(await files.rowsOf(id, 'repeat')).toMatchObject([{ line: 7, twinLine: 3 }])

  expect((await files.applied(id)).counts).toMatchObject({ created: 2, filled: 1, skipped: 3 })
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
  const { version } = await steel()

  expect((await files.undone(id)).counts).toMatchObject({ removed: 2, restored: 1 })
  expect(await db('clients').count({ n: '*' }).first()).toEqual(before)
  expect(await steel()).toMatchObject({ addresses: [{ value: hub.company.client.phone }], tags: [] })
  // Nothing was filled into its fields, so that nobody who edits it meanwhile is stopped.
  expect((await steel()).version).toBe(version)
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
  const { body: uploaded } = await files.upload(new Uint8Array(bytes), 'clients.xlsx')
  expect(uploaded).toMatchObject({ fileKind: 'xlsx', sheets: ['Клиенты', 'Другой лист'], rowsTotal: null })
  const second = { ...uploaded.reading, sheet: 'Другой лист' }
  const reread = await who.put(importPath(uploaded.id, '/reading'), second)
  expect(reread.body).toMatchObject({ heads: ['Name', 'Phone'], columns: ['name', 'phones'] })
  const { body: first } = await who.put(importPath(uploaded.id, '/reading'), uploaded.reading)
  expect((await files.checked(first)).counts).toEqual({ new: 2 })
  const { id } = await files.applied(first.id)
  const names = (await files.rowsOf(id, 'new')).map(({ name, outcome }) => [name, outcome])
  expect(names).toEqual([
    ['ООО «Мак»', 'created'],
    ['=Василёк', 'created'],
  ])
  await files.undone(id)
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
  const { id } = await files.checked((await files.upload(sheet)).body)
  await files.applied(id)
  const cardOf = async (name: string) => (await db('clients').where({ name }).first('id')).id
  const worked = await cardOf('Работа')
  const deal = await who.post('/api/deals', { clientId: worked })
  expect(deal.status).toBe(200)
  const edited = await cardOf('Правка')
  await who.post(`/api/clients/${edited}/tags`, { name: 'важный' })
  const { version } = (await who.get(`/api/clients/${steel}`)).body
  await who.patch(`/api/clients/${steel}`, { version, industry: 'mining' })
  const { counts } = await files.undone(id)
  expect(counts).toMatchObject({ created: 3, filled: 1, removed: 1, kept: 3 })
  expect((await files.rowsOf(id, 'kept')).map(({ name }) => name)).toEqual([
    'Работа',
    'Правка',
    'Сталь-Сервис',
  ])
  expect((await who.get(`/api/clients/${worked}`)).status).toBe(200)
  expect(await db('clients').where({ name: 'Никто' })).toEqual([])
  expect((await who.get(`/api/clients/${steel}`)).body).toMatchObject({ industry: 'mining', taxNumber: null })
  await db('deals').delete()
})

test('row by row it is chosen what becomes of those like known ones', async () => {
  const { db } = hub.platform
  const sheet = [1, 2, 3].map((at) => `Сталь ${'АБВ'[at - 1]};+7 495 123-45-67;Москва;a${at}@example.test`)
  const { id, counts } = await files.checked(
    (await files.upload(['Имя;Тел;Регион;Почта', ...sheet].join('\n'))).body,
  )
  expect(counts).toEqual({ suspect: 3 })
  const choose = (line: number, choice: string) => who.put(importPath(id, '/choice'), { line, choice })
  expect((await choose(2, 'create')).body).toMatchObject({ line: 2, choice: 'create' })
  expect((await choose(3, 'fill')).status).toBe(200)
  expect((await choose(9, 'fill')).status).toBe(404)
  expect((await files.applied(id)).counts).toMatchObject({ created: 1, filled: 1, skipped: 1 })
  expect((await choose(4, 'create')).error?.code).toBe('import_moved')
  const mails = await db('addresses')
    .where({ kind: 'email', client_id: hub.company.client.id })
    .pluck('value')
  expect(mails).toEqual(['a2@example.test'])
  await files.undone(id)
})

test('the rows with errors come back as a file with the reasons, harmless to a spreadsheet', async () => {
  const { body } = await files.upload('Имя;Телефон;Примечание\n=1+1;12;a\nХорошая;;b\n')
  const { id } = await files.checked(body)
  const { body: text, headers } = await who.get(importPath(id, '/faults'))
  expect(headers.get('content-type')).toContain('text/csv')
  expect(text.replace(/^\ufeff/, '').split('\r\n')).toEqual([
    'Имя;Телефон;Примечание;Что не так',
    "'=1+1;12;a;Телефон: это не похоже на телефон",
    '',
  ])
  expect((await who.post(importPath(id, '/cancel'))).body).toMatchObject({
    state: 'cancelled',
    undoable: false,
  })
  expect((await who.post(importPath(id, '/undo'))).error?.code).toBe('nothing_to_undo')
  await expect(stat(importFile(hub.platform.config, id))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a row that cannot be written is refused alone, and comes back with the reason', async () => {
  const { db } = hub.platform
  const { body } = await files.upload('Имя;Телефон\nЦелая;+7 495 700-04-01\nБитая;+7 495 700-04-02\n')
  const { id } = await files.checked(body)
  // Whom it names has gone since the check.
  const nobody = db.raw(`jsonb_set(card, '{managerId}', to_jsonb(gen_random_uuid()))`)
  await db('client_import_rows').where({ import_id: id, line: 3 }).update({ card: nobody })
  expect((await files.applied(id)).counts).toEqual({ new: 2, created: 1, refused: 1 })
  const { body: text } = await who.get(importPath(id, '/faults'))
  expect(text.split('\r\n').slice(1)).toEqual(["Битая;'+7 495 700-04-02;строку не удалось записать", ''])
  await files.undone(id)
})

test('a file that the disk does not give holds up no other, and is read when it does', async () => {
  const two = [(await files.upload('Имя\nПервая\n')).body, (await files.upload('Имя\nВторая\n')).body]
  // In this order the worker takes them.
  const [lost, whole] = two.sort((a, b) => (a.id < b.id ? -1 : 1))
  const path = importFile(hub.platform.config, lost.id)
  await rename(path, `${path}.away`)
  await mkdir(path)
  const wish = { columns: lost.columns, defaults: files.defaults() }
  await who.put(importPath(lost.id, '/mapping'), wish)
  expect((await who.post(importPath(lost.id, '/check'))).status).toBe(200)
  expect((await files.checked(whole)).counts).toEqual({ new: 1 })
  expect((await who.get(importPath(lost.id))).body.state).toBe('checking')
  await rmdir(path)
  await rename(`${path}.away`, path)
  await hub.worker!.sweeper.runNow('client-imports')
  expect((await who.get(importPath(lost.id))).body).toMatchObject({ state: 'checked', counts: { new: 1 } })
})

test('what is exported can be brought in again: each line is of its own card', async () => {
  const { body: exported } = await who.get('/api/client-export')
  const { body } = await files.upload(exported)
  const { counts } = await files.checked(body)
  expect(counts).toEqual({ known: Number((await hub.platform.db('clients').count({ n: '*' }).first())!.n) })
  const { counts: after } = await files.applied(body.id)
  expect(after).toMatchObject({ skipped: counts.known })
})

test('a field that an administrator added is a column like the others: read, filled in, and taken back', async () => {
  const { db } = hub.platform
  const field = await who.post('/api/custom-fields', {
    ...{ thing: 'client', type: 'number', nameRu: 'Потребность', nameEn: 'Need', unitRu: 'т', unitEn: 't' },
    ...{
      hintRu: '',
      hintEn: '',
      decimals: 1,
      options: [],
      required: false,
      searchable: false,
      personal: false,
    },
  })
  expect(field.status).toBe(200)
  const { id: fieldId } = await db('custom_fields').first('id')
  const sheet = [
    'Имя;Тел;Потребность, т',
    'С полем;+7 495 700-03-01;1 200,5',
    'Без числа;+7 495 700-03-02;много',
    'Сталь-Сервис;+7 495 123-45-67;7',
    'Сталь-Сервис;+7 495 123-45-67, +7 495 700-03-09;',
  ].join('\n')
  const { body } = await files.upload(sheet)
  expect(body.columns).toEqual(['name', 'phones', `custom.${fieldId}`])
  const { id } = await files.checked(body)
  expect(await files.rowsOf(id, 'faulty')).toMatchObject([{ faults: [{ column: 2, code: 'invalid_value' }] }])
  await files.applied(id)
  const customOf = async (name: string) => (await db('clients').where({ name }).first('custom')).custom
  expect(await customOf('С полем')).toEqual({ [fieldId]: '1200.5' })
  expect(await customOf('Сталь-Сервис')).toEqual({ [fieldId]: '7' })
  // Two rows have filled the one card: each takes back its own.
  expect((await files.undone(id)).counts).toMatchObject({ filled: 2, restored: 2 })
  expect(await customOf('Сталь-Сервис')).toEqual({})
})

test('the columns of the same heads are remembered for the same user', async () => {
  const sheet = 'Кто;Чем звонить\nЛютик;+7 495 700-02-02\n'
  const { body } = await files.upload(sheet)
  expect(body.columns).toEqual([null, null])
  const wish = { columns: ['name', 'phones'], defaults: files.defaults({ region: 'Тула' }) }
  const lacking = await who.put(importPath(body.id, '/mapping'), { ...wish, columns: [null, 'phones'] })
  expect(lacking.error?.fields).toEqual({ columns: 'no_name_column' })
  const twice = await who.put(importPath(body.id, '/mapping'), { ...wish, columns: ['name', 'name'] })
  expect(twice.error?.fields).toEqual({ columns: 'repeated_column' })
  const nowhere = { ...wish, defaults: files.defaults({ marketId: body.id }) }
  const unknown = await who.put(importPath(body.id, '/mapping'), nowhere)
  expect(unknown.error?.fields).toEqual({ 'defaults.marketId': 'unknown_market' })
  expect((await who.put(importPath(body.id, '/mapping'), wish)).status).toBe(200)
  expect((await files.upload(sheet.toUpperCase())).body).toMatchObject(wish)
})

test('who may not import is refused, as is who sees or edits only a part of the cards', async () => {
  const agent = await hub.as('agent')
  expect((await importingAs(hub, agent).upload(SHEET)).status).toBe(403)
  const { db } = hub.platform
  const role = db('roles').where({ code: 'administrator' }).select('id')
  await db('role_grants').where({ role_id: role, permission: 'client.edit' }).update({ scope: 'own' })
  await db('roles').where({ code: 'administrator' }).increment('version', 1)
  const narrow = await hub.as('administrator')
  expect((await importingAs(hub, narrow).upload(SHEET)).body.error).toMatchObject({
    code: 'denied',
    facts: { permission: 'client.edit' },
  })
  expect((await narrow.get('/api/client-imports')).status).toBe(403)
})
