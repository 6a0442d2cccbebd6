/** Fields that an administrator adds, from their making to their archive: written, found, filtered and exported. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personalFields } from '#server/organisation/index.ts'
import type { CustomField, CustomThing, CustomType } from '#shared/organisation/custom-field.contract.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
let supervisor: Visitor
let agent: Visitor
let clientId: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
  supervisor = await hub.as('supervisor')
  agent = await hub.as('agent')
  clientId = hub.company.client.id
})
afterAll(() => hub.stop())

type Head = [thing: CustomThing, type: CustomType, nameRu: string, nameEn: string]
const add = async (
  [thing, type, nameRu, nameEn]: Head,
  more: Partial<CustomField> = {},
): Promise<CustomField> => {
  const form = { thing, type, nameRu, nameEn, ...more }
  const answer = await administrator.post('/api/custom-fields', form)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
const edit = ({ id, version }: CustomField, change: object) =>
  administrator.patch(`/api/custom-fields/${id}`, { version, ...change })
const option = (name: string) => ({ id: crypto.randomUUID(), nameRu: name, nameEn: name, archived: false })
const idsOf = (rows: Record<string, unknown>[], key = 'id') => rows.map((row) => row[key])

describe('on a client', () => {
  let need: CustomField
  let wagon: CustomField
  let grades: CustomField
  let card: { version: number; custom: Record<string, unknown> }
  const write = async (custom: object) => {
    const { version } = (await administrator.get(`/api/clients/${clientId}`)).body
    return administrator.patch(`/api/clients/${clientId}`, { version, custom })
  }
  beforeAll(async () => {
    need = await add(['client', 'number', 'Потребность', 'Need'], { unitRu: 'т', unitEn: 't', decimals: 1 })
    wagon = await add(['client', 'text', 'Тупик', 'Siding'], { searchable: true, personal: true })
    grades = await add(['client', 'choices', 'Марки', 'Grades'], {
      options: [option('Ст3'), option('09Г2С')],
    })
  })

  test('values are kept as they fit, and each refusal stands at its field', async () => {
    const wrong = await write({ [need.id]: 'много', [wagon.id]: 'x', [crypto.randomUUID()]: 'x' })
    expect(wrong.error?.fields).toMatchObject({ [`custom.${need.id}`]: 'invalid_number' })
    expect(Object.values(wrong.error?.fields ?? {})).toContain('unknown_field')
    const [first] = grades.options
    const kept = await write({
      [need.id]: '1200.50',
      [wagon.id]: ' Путь «Заречный-7» ',
      [grades.id]: [first!.id],
    })
    card = kept.body
    expect(card.custom).toEqual({
      [need.id]: '1200.5',
      [wagon.id]: 'Путь «Заречный-7»',
      [grades.id]: [first!.id],
    })
    const { data } = await hub.platform
      .db('events')
      .where({ subject_id: clientId, kind: 'client.edited' })
      .orderBy('id', 'desc')
      .first('data')
    expect(data.fields.sort()).toEqual([need, wagon, grades].map(({ id }) => `custom.${id}`).sort())
    const events = await hub.platform.db('events').where({ subject_id: clientId })
    expect(JSON.stringify(events)).not.toContain('Заречный')
  })

  test('two editors meet field by field', async () => {
    const stale = { version: card.version - 1, custom: { [need.id]: '7' } }
    const answer = await administrator.patch(`/api/clients/${clientId}`, stale)
    expect(answer).toMatchObject({ status: 409, error: { code: 'stale' } })
    expect(answer.error?.facts?.changes).toContainEqual(
      expect.objectContaining({ field: `custom.${need.id}`, current: '1200.5' }),
    )
  })

  test('a searchable text is found by any of its words, and is not once it is not to be', async () => {
    const found = async (text: string) =>
      (await administrator.get(`/api/clients?search=${encodeURIComponent(text)}`)).body.results
    expect(await found('ЗАРЕЧНЫЙ 7')).toMatchObject([
      { clientId, why: { by: 'custom', text: 'Путь «Заречный-7»', exact: true } },
    ])
    wagon = (await edit(wagon, { searchable: false })).body
    expect(idsOf(await found('заречный'), 'clientId')).not.toContain(clientId)
    wagon = (await edit(wagon, { searchable: true })).body
    expect(idsOf(await found('заречный'), 'clientId')).toEqual([clientId])
  })

  test('the list and the search are narrowed by what stands there', async () => {
    const listed = async (filter: string, search = '') =>
      search
        ? idsOf(
            (await administrator.get(`/api/clients?search=${search}&custom=${encodeURIComponent(filter)}`))
              .body.results,
            'clientId',
          )
        : idsOf(
            (await administrator.get(`/api/client-list?custom=${encodeURIComponent(filter)}`)).body.clients,
            'clientId',
          )
    const [first, second] = grades.options
    expect(await listed(`${need.id}:1000..1300;${wagon.id}:заречный`)).toEqual([clientId])
    expect(await listed(`${grades.id}:${first!.id},${second!.id}`)).toEqual([clientId])
    for (const none of [`${need.id}:1300..`, `${grades.id}:${second!.id}`, `${wagon.id}:северный`])
      expect(await listed(none)).toEqual([])
    const name = encodeURIComponent('Сталь-Сервис')
    expect(await listed(`${need.id}:..1300`, name)).toEqual([clientId])
    expect(await listed(`${need.id}:..1199`, name)).toEqual([])
    const wrong = await administrator.get(`/api/client-list?custom=${need.id}:..`)
    expect(wrong).toMatchObject({ status: 422, error: { fields: { custom: 'invalid_value' } } })
  })

  test('the export has a column for each, headed with its unit', async () => {
    const { body } = await administrator.request('GET', `/api/client-export?custom=${need.id}:1000..`)
    const [head, ...lines] = body
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')
    expect(head).toMatch(/;"Потребность, т";Тупик;Марки$/)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/;"1200,5";.*Заречный-7.*;Ст3$/)
  })

  test('a required one is asked for of a new card and cannot be emptied; a call’s card needs none', async () => {
    need = (await edit(need, { required: true })).body
    const form = { kind: 'company', name: 'Новый', marketId: hub.company.markets.ru }
    expect((await administrator.post('/api/clients', form)).error?.fields).toEqual({
      [`custom.${need.id}`]: 'required',
    })
    const made = await administrator.post('/api/clients', { ...form, custom: { [need.id]: '3' } })
    expect(made).toMatchObject({ status: 200, body: { custom: { [need.id]: '3' } } })
    expect((await write({ [need.id]: null })).error?.fields).toEqual({ [`custom.${need.id}`]: 'required' })
    need = (await edit(need, { required: false })).body
  })

  test('an option that values hold keeps its name and cannot go; it is archived, and stays where it stands', async () => {
    const [first, second] = grades.options
    const renamed = [{ ...first!, nameEn: 'St3' }, second!]
    expect((await edit(grades, { options: renamed })).error?.fields).toEqual({ 'options.0': 'option_in_use' })
    expect((await edit(grades, { options: [second!] })).error?.fields).toEqual({ options: 'option_in_use' })
    const now = [
      { ...first!, archived: true },
      { ...second!, nameEn: '09G2S' },
    ]
    grades = (await edit(grades, { options: now })).body
    expect(grades.options).toEqual(now)
    expect((await write({ [grades.id]: [first!.id, second!.id] })).status).toBe(200)
    expect((await write({ [grades.id]: [second!.id] })).status).toBe(200)
    expect((await write({ [grades.id]: [first!.id] })).error?.fields).toEqual({
      [`custom.${grades.id}`]: 'unknown',
    })
  })

  test('archived, it is written no more, and what stands in it stays; names do not double', async () => {
    expect(await personalFields(hub.platform.db, 'client')).toEqual([wagon.id])
    wagon = (await edit(wagon, { archived: true })).body
    expect((await write({ [wagon.id]: 'другое' })).error?.fields).toEqual({
      [`custom.${wagon.id}`]: 'unknown_field',
    })
    const { custom } = (await administrator.get(`/api/clients/${clientId}`)).body
    expect(custom[wagon.id]).toBe('Путь «Заречный-7»')
    const doubled = { thing: 'client', type: 'flag', nameRu: 'тупик', nameEn: 'Own siding' }
    const refused = await administrator.post('/api/custom-fields', doubled)
    expect(refused.error?.fields).toEqual({ nameRu: 'taken' })
    expect((await edit({ ...wagon, version: 1 }, { nameEn: 'Late' })).error?.code).toBe('changed_meanwhile')
    const { data } = await hub.platform
      .db('audit')
      .where({ action: 'custom-field.edit' })
      .orderBy('id', 'desc')
      .first('data')
    expect(data).toEqual({ thing: 'client', name: 'Тупик', fields: ['archived'], was: { archived: false } })
  })

  test('is put in order', async () => {
    const names = async () =>
      idsOf(
        (await agent.get('/api/custom-fields')).body.fields.filter(
          (one: CustomField) => one.thing === 'client',
        ),
        'nameEn',
      )
    expect(await names()).toEqual(['Need', 'Siding', 'Grades'])
    await administrator.post(`/api/custom-fields/${grades.id}/move`, { by: 'up' })
    await administrator.post(`/api/custom-fields/${need.id}/move`, { by: 'up' })
    expect(await names()).toEqual(['Need', 'Grades', 'Siding'])
  })
})

test('on a claim: asked for when it is opened, written later, found in the list', async () => {
  const wagon = await add(['claim', 'text', 'Вагон', 'Wagon'], { required: true, searchable: true })
  const { id: categoryId } = await hub.platform.db('claim_categories').first('id')
  const form = { clientId, categoryId, severity: 'low', description: 'Ржавчина' }
  expect((await agent.post('/api/claims', form)).error?.fields).toEqual({
    [`custom.${wagon.id}`]: 'required',
  })
  const { body: claim } = await agent.post('/api/claims', { ...form, custom: { [wagon.id]: '5283 1107' } })
  const handler = await hub.as('handler')
  const page = (await handler.get(`/api/claims/${claim.id}`)).body
  expect(page).toMatchObject({ custom: { [wagon.id]: '5283 1107' }, editable: true })
  const change = { custom: { [wagon.id]: '5283 1108' }, version: claim.version }
  const edited = await handler.patch(`/api/claims/${claim.id}`, change)
  expect(edited.body).toMatchObject({ custom: { [wagon.id]: '5283 1108' } })
  expect(edited.body.history.at(-1)).toMatchObject({ kind: 'edited', changed: [`custom.${wagon.id}`] })
  expect((await handler.patch(`/api/claims/${claim.id}`, change)).error?.code).toBe('stale')
  const listed = async (query: string) => idsOf((await handler.get(`/api/claims?${query}`)).body.claims)
  expect(await listed('search=1108')).toEqual([claim.id])
  expect(await listed(`custom=${wagon.id}:5283`)).toEqual([claim.id])
  expect(await listed(`custom=${wagon.id}:9999`)).toEqual([])
})

test('on a deal: may wait while it is open, and is asked for before it is won', async () => {
  const ready = await add(['deal', 'flag', 'Чертёж согласован', 'Drawing agreed'], { required: true })
  const paid = await add(['deal', 'date', 'Оплата до', 'Pay by'])
  const head = await hub.as('head-sales')
  const { db } = hub.platform
  const names = { code: 'sheet', name_ru: 'Лист', name_en: 'Sheet' }
  const [group] = await db('product_groups').insert(names).returning('id')
  const [product] = await db('products')
    .insert({ ...names, group_id: group.id })
    .returning('id')
  const form = { clientId, productId: product.id, amountMinor: 100_000, custom: { [paid.id]: '2026-05-01' } }
  let deal = (await head.post('/api/deals', form)).body
  expect(deal.custom).toEqual({ [paid.id]: '2026-05-01' })
  const { moves } = (await head.get(`/api/deals/${deal.id}`)).body
  expect(moves).toContainEqual({ move: 'win', missing: ['fields'] })
  for (const move of ['qualify', 'quote', 'negotiate'])
    deal = (await head.post(`/api/deals/${deal.id}/moves`, { move, version: deal.version })).body
  const refused = await head.post(`/api/deals/${deal.id}/moves`, { move: 'win', version: deal.version })
  expect(refused.error?.fields).toEqual({ [`custom.${ready.id}`]: 'required' })
  deal = (await head.patch(`/api/deals/${deal.id}`, { version: deal.version, custom: { [ready.id]: false } }))
    .body
  expect(deal.custom).toEqual({ [paid.id]: '2026-05-01', [ready.id]: false })
  expect((await head.get(`/api/deals/${deal.id}`)).body.history.at(-1).changed).toEqual([
    `custom.${ready.id}`,
  ])
  const listed = async (filter: string) => idsOf((await head.get(`/api/deals?custom=${filter}`)).body.deals)
  expect(await listed(`${paid.id}:2026-05-01..2026-05-31;${ready.id}:no`)).toEqual([deal.id])
  expect(await listed(`${paid.id}:2026-05-02..`)).toEqual([])
  const won = await head.post(`/api/deals/${deal.id}/moves`, { move: 'win', version: deal.version })
  expect(won.status).toBe(200)
})

test('on an interaction: asked for in the wrap-up; one whose time runs out needs none', async () => {
  const reason = await add(['interaction', 'choice', 'Откуда узнал', 'Heard of us'], {
    required: true,
    options: [option('Выставка')],
  })
  const { db } = hub.platform
  const now = new Date(hub.clock.now())
  const [{ id }] = await db('interactions')
    .insert({
      channel: 'call',
      direction: 'inbound',
      state: 'wrap-up',
      client_id: clientId,
      agent_id: hub.company.users.agent,
      arrived_at: now,
      talk_ended_at: now,
    })
    .returning('id')
  const { id: dispositionId } = await db('dispositions').first('id')
  const path = `/api/interactions/${id}/wrap-up`
  expect((await agent.post(path, { dispositionId })).error?.fields).toEqual({
    [`custom.${reason.id}`]: 'required',
  })
  const custom = { [reason.id]: reason.options[0]!.id }
  expect((await agent.post(path, { dispositionId, custom })).status).toBe(200)
  expect((await agent.get(`/api/interactions/${id}`)).body).toMatchObject({ state: 'closed', custom })
  expect(await db('events').where({ subject_id: id, kind: 'interaction.edited' })).toHaveLength(1)
})

test('fields are an administrator’s to make, and everyone’s to read', async () => {
  const form = { thing: 'client', type: 'flag', nameRu: 'Чужое', nameEn: 'Other' }
  expect((await supervisor.post('/api/custom-fields', form)).status).toBe(403)
  expect((await supervisor.get('/api/custom-fields')).status).toBe(200)
  const none = await administrator.post('/api/custom-fields', { ...form, type: 'choice' })
  expect(none.error?.fields).toEqual({ options: 'no_options' })
})
