import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { searchClients as wire } from '#shared/clients/search.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import { type FindByClaimNumber, searchClients } from './search-clients.ts'

let company: SmallCompany
let all: Actor
const ids: Record<string, string> = {}

/** Name → what stands on the card. */
const cards: Record<
  string,
  { persons?: string[]; phones?: string[]; emails?: string[]; tax?: string; own?: true }
> = {
  'ООО «Ромашка»': { phones: ['+74951234567'], persons: ['Иванов Пётр'], tax: '7701234567' },
  'Ромашка Плюс': { phones: ['+74951239999'] },
  'ЗАО Новоромашкинский завод': { phones: ['+79161114567'] },
  'АО Северсталь-Метиз': { persons: ['Ёлкина Анна', 'Кузнецов Олег'], emails: ['elkina@metiz.test'] },
  'Müller Łódź GmbH': { phones: ['+4930123456'], own: true },
  'ИП Иванов': { phones: ['+74950007777'] },
  'Чкаловский комбинат': {},
}
const claims: Record<string, string> = {
  'RU-2026-00012': 'Чкаловский комбинат',
  'RU-2026-00013': 'Ромашка Плюс',
}
const findByClaimNumber: FindByClaimNumber = async (_db, _actor, beginning) =>
  Object.entries(claims)
    .filter(([number]) => number.startsWith(beginning.toUpperCase()))
    .map(([number, name]) => ({ number, clientId: ids[name]! }))

const add = async (table: string, row: object): Promise<string> =>
  (await company.db(table).insert(row).returning('id'))[0].id

beforeAll(async () => {
  company = await createSmallCompany()
  all = company.actor(company.ids.head, { 'client.read': 'all' })
  for (const [name, card] of Object.entries(cards)) {
    const manager_id = card.own ? company.ids.agent : company.ids.handler
    const row = { kind: 'company', name, market_id: company.ids.ru, manager_id, tax_number: card.tax ?? null }
    const client_id = await add('clients', row)
    ids[name] = client_id
    for (const person of card.persons ?? []) await add('persons', { client_id, name: person })
    for (const value of card.phones ?? []) await add('addresses', { client_id, kind: 'phone', value })
    for (const value of card.emails ?? []) await add('addresses', { client_id, kind: 'email', value })
  }
})
afterAll(() => company.drop())

const search = async (typed: string, actor = all, tags: string[] = []) => {
  const wanted = { search: typed, tags }
  const reply = await searchClients(testPlatform(company.db), actor, wanted, findByClaimNumber)
  expect(wire.reply.safeParse(reply).success).toBe(true)
  return reply.results
}
const names = async (typed: string, actor = all) => (await search(typed, actor)).map((one) => one.name)

test.each([
  ['ромашка', ['ООО «Ромашка»', 'Ромашка Плюс']],
  ['РОМАШКА ПЛЮС', ['Ромашка Плюс']],
  ['плюс ромашка', ['Ромашка Плюс']],
  ['ооо "ромашка"', ['ООО «Ромашка»']],
  ['ромаш', ['ООО «Ромашка»', 'Ромашка Плюс', 'ЗАО Новоромашкинский завод']],
  ['елкина', ['АО Северсталь-Метиз']],
  ['Ёлкина', ['АО Северсталь-Метиз']],
  ['анна ёлкина', ['АО Северсталь-Метиз']],
  ['кузнецов метиз', ['АО Северсталь-Метиз']],
  ['muller lodz', ['Müller Łódź GmbH']],
  ['Müller', ['Müller Łódź GmbH']],
  ['ив', ['ИП Иванов', 'ООО «Ромашка»']],
  ['иванов', ['ИП Иванов', 'ООО «Ромашка»']],
  ['петр иванов', ['ООО «Ромашка»']],
])('by name: %s', async (typed, expected) => {
  expect(await names(typed)).toEqual(expected)
})

test.each([
  ['сиверсталь', 'АО Северсталь-Метиз'],
  ['чкаловсикй', 'Чкаловский комбинат'],
  ['чкаловскй комбинат', 'Чкаловский комбинат'],
  ['елкна', 'АО Северсталь-Метиз'],
  ['кузеноцв', 'АО Северсталь-Метиз'],
  ['xrfkjdcrbq', 'Чкаловский комбинат'],
])('with a slip or in the other layout: %s', async (typed, expected) => {
  const [first] = await search(typed)
  expect(first).toMatchObject({ name: expected, why: { exact: false } })
})

test.each([
  ['romashka', ['ООО «Ромашка»', 'Ромашка Плюс']],
  ['Romashka Plus', ['Ромашка Плюс']],
  ['elkina', ['АО Северсталь-Метиз']],
  ['petr ivanov', ['ООО «Ромашка»']],
  ['chkalovskiy', ['Чкаловский комбинат']],
  ['Chkalovsky kombinat', ['Чкаловский комбинат']],
  ['мюллер', ['Müller Łódź GmbH']],
  ['лодз', ['Müller Łódź GmbH']],
  ['severstal', ['АО Северсталь-Метиз']],
  ['siverstal', ['АО Северсталь-Метиз']],
])('in the other script: %s', async (typed, expected) => {
  const found = await search(typed)
  expect(found.map((one) => one.name)).toEqual(expected)
  expect(found.every(({ why }) => !why.exact)).toBe(true)
})

test.each([
  ['8 (495) 123-45-67', ['ООО «Ромашка»']],
  ['+7 495 123 45 67', ['ООО «Ромашка»']],
  ['84951234567', ['ООО «Ромашка»']],
  ['4951234567', ['ООО «Ромашка»']],
  ['8 (495) 123', ['ООО «Ромашка»', 'Ромашка Плюс']],
  ['495123', ['ООО «Ромашка»', 'Ромашка Плюс']],
  ['45-67', ['ООО «Ромашка»', 'ЗАО Новоромашкинский завод']],
  ['030 123456', ['Müller Łódź GmbH']],
  ['0007777', ['ИП Иванов']],
])('by phone: %s', async (typed, expected) => {
  expect(await names(typed)).toEqual(expected)
})

test('by a number of which nothing is written as it is dialled at home', async () => {
  const { calendar_id } = await company.db('markets').where({ code: 'ru' }).first()
  const market = { zone: 'Europe/Minsk', currency: 'BYN', language: 'ru', default_region: 'BY', calendar_id }
  await add('markets', { code: 'by', name_ru: 'by', name_en: 'by', ...market })
  const client_id = await add('clients', { kind: 'person', name: 'Минчанин', market_id: company.ids.ru })
  await add('addresses', { client_id, kind: 'phone', value: '+375291234509' })
  expect(await names('8 029 123-45-09')).toEqual(['Минчанин'])
})

test('by e-mail, tax number and claim number, each saying why', async () => {
  expect(await search('elkina@')).toMatchObject([
    { name: 'АО Северсталь-Метиз', why: { by: 'email', text: 'elkina@metiz.test' } },
  ])
  expect((await search('7701234567'))[0]).toMatchObject({
    name: 'ООО «Ромашка»',
    why: { by: 'tax-number', text: '7701234567' },
  })
  expect((await search('77 01 234-567'))[0]).toMatchObject({ why: { by: 'tax-number' } })
  expect(await search('ru-2026-00012')).toMatchObject([
    { name: 'Чкаловский комбинат', why: { by: 'claim', text: 'RU-2026-00012' } },
  ])
  expect(await names('RU-2026')).toEqual(['Чкаловский комбинат', 'Ромашка Плюс'])
  expect((await search('кузнецов'))[0]?.why).toMatchObject({
    by: 'person',
    text: 'Кузнецов Олег',
    exact: true,
  })
})

test('by a name in a messenger and by a site', async () => {
  const client_id = ids['ИП Иванов']
  await add('addresses', { client_id, kind: 'telegram', value: 'ivanov_ip' })
  await add('addresses', { client_id, kind: 'site', value: 'https://ivanov-shop.test' })
  for (const typed of ['@Ivanov_IP', 'ivanov-shop.test', 'https://ivanov-shop.test']) {
    expect((await search(typed))[0], typed).toMatchObject({ name: 'ИП Иванов', why: { by: 'address' } })
  }
})

test('only those that bear all of the tags, by any way', async () => {
  const tag_id = await add('tags', { name: 'важный' })
  await company.db('client_tags').insert({ client_id: ids['Ромашка Плюс'], tag_id })
  for (const typed of ['ромашка', 'romashka', 'рамашка', '8 (495) 123', 'RU-2026']) {
    expect(
      (await search(typed, all, [tag_id])).map((one) => one.name),
      typed,
    ).toEqual(['Ромашка Плюс'])
  }
  expect(await search('северсталь', all, [tag_id])).toEqual([])
})

test('what is typed is text, not a pattern', async () => {
  expect(await names('%%')).toEqual([])
  expect(await names('__')).toEqual([])
  expect(await names("'; drop table clients")).toEqual([])
  expect(await names('«»')).toEqual([])
  expect(await names('a\\b@')).toEqual([])
})

test('nothing out of reach is found, by any way', async () => {
  const own = company.actor(company.ids.agent, { 'client.read': 'own' })
  expect(await names('muller', own)).toEqual(['Müller Łódź GmbH'])
  for (const typed of [
    'ромашка',
    'сиверсталь',
    'иванов',
    '8 495 123-45-67',
    'elkina@',
    '7701234567',
    'RU-2026-00012',
  ]) {
    expect(await names(typed, own), typed).toEqual([])
  }
  const china = company.actor(company.ids.head, { 'client.read': 'market' }, company.ids.cn)
  expect(await names('ромашка', china)).toEqual([])
  const sales = {
    ...company.actor(company.ids.head, { 'client.read': 'department' }),
    departmentIds: [company.ids.afterSales],
  }
  expect(await names('muller', sales)).toEqual([])
  expect(await names('ромашка плюс', sales)).toEqual(['Ромашка Плюс'])
})

test('no more than twenty, and it says that there are more', async () => {
  const rows = Array.from({ length: 25 }, (_, turn) => ({
    kind: 'person',
    name: `Однофамильцев ${turn}`,
    market_id: company.ids.cn,
  }))
  await company.db('clients').insert(rows)
  const reply = await searchClients(testPlatform(company.db), all, 'однофамильцев', findByClaimNumber)
  expect(reply.results).toHaveLength(20)
  expect(reply.more).toBe(true)
})
