/** Where clients come from and what trade they are in: lists that are kept, chosen from on cards, in imports and in filters. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import { importingAs } from '../../tests/harness/importing.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'

let hub: Hub
let who: Visitor
beforeAll(async () => {
  hub = await startHub()
  who = await hub.as('administrator')
})
afterAll(() => hub.stop())

const card = async () => (await who.get(`/api/clients/${hub.company.client.id}`)).body
const write = async (source: string | null) =>
  who.patch(`/api/clients/${hub.company.client.id}`, { version: (await card()).version, source })
const entry = async (code: string) =>
  (await who.get('/api/dictionaries/client-sources')).body.entries.find(
    (one: { code: string }) => one.code === code,
  )

test('a card takes what is on the list; what stands there may stay when it is switched off', async () => {
  expect((await write('radio')).error?.fields).toEqual({ source: 'unknown_source' })
  const radio = { code: 'radio', nameRu: 'Радио', nameEn: 'Radio', parentId: null }
  await who.post('/api/dictionaries/client-sources', radio)
  expect((await write('radio')).body).toMatchObject({ source: 'radio' })
  const { id, version } = await entry('radio')
  await who.patch(`/api/dictionaries/client-sources/${id}`, { version, active: false })
  const { version: at } = await card()
  const kept = { version: at, source: 'radio', region: 'Пермь' }
  const edited = await who.patch(`/api/clients/${hub.company.client.id}`, kept)
  expect(edited.body).toMatchObject({ source: 'radio', region: 'Пермь' })
  const { sources } = (await (await hub.as('agent')).get('/api/client-sources')).body
  expect(sources.at(-1)).toEqual({ code: 'radio', nameRu: 'Радио', nameEn: 'Radio', active: false })
})

test('lists, searches and exports are narrowed to any of the sources, and the file says its name', async () => {
  await hub.platform.db('clients').where({ id: hub.company.client.id }).update({ source: 'fair' })
  const found = async (query: string) => {
    const listed = (await who.get(`/api/client-list?${query}`)).body.clients.length
    const searched = (await who.get(`/api/clients?search=${encodeURIComponent('сталь')}&${query}`)).body
    return [listed, searched.results.length]
  }
  expect(await found('sources=fair&sources=site')).toEqual([1, 1])
  expect(await found('sources=site')).toEqual([0, 0])
  const sheet = (await who.request('GET', '/api/client-export?sources=fair')).body.trimEnd().split('\r\n')
  expect(sheet).toHaveLength(2)
  expect(sheet[1]).toContain(';Выставка;')
})

test('a file of clients: a source by its name, what is on no list and who works here no more left out', async () => {
  const { db } = hub.platform
  await db('users').where({ id: hub.company.users.handler }).update({ active: false })
  const { name } = await db('users').where({ id: hub.company.users.handler }).first('name')
  const files = importingAs(hub, who)
  const sheet = `Название;Источник;Менеджер\nПион;выставка;\nАстра;Луна;${name}\n`
  const { body: uploaded } = await files.upload(`\ufeff${sheet}`)
  const { id, counts } = await files.checked(uploaded)
  expect(counts).toEqual({ new: 2 })
  expect((await files.rowsOf(id, 'new')).map(({ faults }) => faults)).toEqual([
    [],
    [
      { column: 1, code: 'unknown_source' },
      { column: 2, code: 'former_user' },
    ],
  ])
  await files.applied(id)
  const made = await db('clients').whereIn('name', ['Пион', 'Астра']).orderBy('name', 'desc')
  expect(made.map(({ source, manager_id }) => [source, manager_id])).toEqual([
    ['fair', null],
    [null, null],
  ])
})

test('a branch of trade of our own is read by its names in a file, and written by them in an export', async () => {
  const branch = { code: 'furniture', nameRu: 'Мебельное дело', nameEn: 'Furniture', parentId: null }
  expect((await who.post('/api/dictionaries/client-industries', branch)).status).toBe(200)
  const { industries } = (await (await hub.as('agent')).get('/api/client-industries')).body
  expect(industries.at(-1)).toEqual({
    code: 'furniture',
    nameRu: 'Мебельное дело',
    nameEn: 'Furniture',
    active: true,
  })
  const files = importingAs(hub, who)
  const { body: uploaded } = await files.upload(
    '\ufeffНазвание;Отрасль\nСосна;мебельное дело\nЁлка;furniture\nКлён;Игрушки\n',
  )
  const { id } = await files.checked(uploaded)
  await files.applied(id)
  const names = ['Сосна', 'Ёлка', 'Клён']
  const made = await hub.platform.db('clients').whereIn('name', names).select('name', 'industry')
  const held = Object.fromEntries(made.map(({ name, industry }) => [name, industry]))
  expect(held).toEqual({ Сосна: 'furniture', Ёлка: 'furniture', Клён: 'Игрушки' })
  const sheet: string = (await who.get('/api/client-export')).body
  const lineOf = (name: string) => sheet.split('\r\n').find((line) => line.includes(`;${name};`))
  expect(lineOf('Сосна')).toContain(';Мебельное дело;')
  expect(lineOf('Клён')).toContain(';Игрушки;')
})
