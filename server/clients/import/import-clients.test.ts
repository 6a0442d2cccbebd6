/** A file of clients over HTTP, from its bytes to the undoing: both encodings and a workbook. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClientImport, ImportMapping, ImportRow } from '#shared/clients/import/import.contract.ts'
import { CSRF_HEADER } from '#shared/identity/session.contract.ts'
import { eventually, type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

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
