/** Lists that people choose from, as an administrator changes them, and what may be chosen then. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { houseOf } from '#server/app.ts'
import { interactionRoutes } from '#server/interactions/index.ts'
import { administrationOf } from '#server/routes.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { dictionaryRoutes } from './dictionary.routes.ts'

let hub: Doorway
let administrator: Visitor
let where: Awaited<ReturnType<typeof populate>>
beforeAll(async () => {
  hub = await openDoorway({
    routes: (platform) => [
      ...dictionaryRoutes(administrationOf(platform)),
      ...interactionRoutes(houseOf(platform)),
    ],
  })
  where = await populate(hub.platform, ['administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(() => hub.stop())

type Entry = { id: string; code: string; active: boolean; version: number; parentId: string | null }
const listOf = async (dictionary: string): Promise<Entry[]> =>
  (await administrator.get(`/api/dictionaries/${dictionary}`)).body.entries
const entry = async (dictionary: string, code: string) =>
  (await listOf(dictionary)).find((one) => one.code === code)!
const add = (dictionary: string, code: string, parentId: string | null = null) =>
  administrator.post(`/api/dictionaries/${dictionary}`, { code, nameRu: code, nameEn: code, parentId })
const edit = ({ id, version }: Entry, dictionary: string, fields: object) =>
  administrator.patch(`/api/dictionaries/${dictionary}/${id}`, { version, ...fields })
const offered = async () =>
  (await administrator.get('/api/dispositions')).body.map(
    ({ code, heading }: { code: string; heading: { nameEn: string } | null }) =>
      heading ? `${heading.nameEn} / ${code}` : code,
  )

const queueOf = async (code: string): Promise<string> => {
  const row = { code, name_ru: code, name_en: code, topic: code, language: 'ru' }
  const place = { market_id: where.marketId, calendar_id: where.calendarId }
  const [queue] = await hub
    .db('queues')
    .insert({ ...row, ...place })
    .returning('id')
  return queue.id
}
const contactOf = async (queueId: string): Promise<string> => {
  const at = new Date()
  const row = { channel: 'call', direction: 'inbound', state: 'waiting', arrived_at: at, queued_at: at }
  const [contact] = await hub
    .db('interactions')
    .insert({ ...row, queue_id: queueId })
    .returning('id')
  return contact.id
}

describe('dispositions', () => {
  test('stand under headings, and only what is no heading and not off is offered', async () => {
    const quote = await entry('dispositions', 'quote')
    await add('dispositions', 'quote-steel', quote.id)
    await add('dispositions', 'quote-pipes', quote.id)
    const pipes = await entry('dispositions', 'quote-pipes')
    await administrator.post(`/api/dictionaries/dispositions/${pipes.id}/move`, { by: 'up' })
    expect(await offered()).toEqual([
      'resolved',
      'Quotation to send / quote-pipes',
      'Quotation to send / quote-steel',
      'call-back',
      'claim',
      'information',
      'wrong-number',
    ])
    await edit(await entry('dispositions', 'quote-pipes'), 'dispositions', { active: false })
    await edit(await entry('dispositions', 'information'), 'dispositions', { active: false })
    expect(await offered()).not.toEqual(expect.arrayContaining(['information']))
    expect(await offered()).toContain('Quotation to send / quote-steel')
    await edit(await entry('dispositions', 'quote'), 'dispositions', { active: false })
    expect((await offered()).join()).not.toContain('quote')
    const deep = await add('dispositions', 'deep', pipes.id)
    expect(deep.error?.fields).toEqual({ parentId: 'unknown' })
  })

  test('can be renamed and switched off, but never the last', async () => {
    const first = await entry('dispositions', 'resolved')
    const renamed = await edit(first, 'dispositions', { nameRu: 'Готово' })
    expect(renamed.body).toMatchObject({ nameRu: 'Готово', version: first.version + 1 })
    expect((await edit(first, 'dispositions', { nameRu: 'Иначе' })).error?.code).toBe('changed_meanwhile')
    let refused = 0
    for (const one of (await listOf('dispositions')).filter(({ active }) => active)) {
      const answer = await edit(one, 'dispositions', { active: false })
      if (answer.error?.code === 'last_entry') refused += 1
    }
    expect(refused).toBe(1)
    expect(await offered()).toHaveLength(1)
  })
})

test('a disposition is of certain queues, until it is of all again; what is of none cannot be', async () => {
  const queues = await Promise.all(['sales', 'claims'].map((code) => queueOf(code)))
  const quote = await entry('dispositions', 'claim')
  const unknown = await edit(quote, 'dispositions', { queueIds: [crypto.randomUUID()] })
  expect(unknown.error?.fields).toEqual({ queueIds: 'unknown' })
  const category = await entry('claim-categories', 'quality')
  const wrong = await edit(category, 'claim-categories', { queueIds: [queues[0]] })
  expect(wrong.error?.fields).toEqual({ queueIds: 'unknown' })
  await edit(quote, 'dispositions', { queueIds: [queues[1]], active: true })
  const ofQueue = async (queueId: string | undefined) => {
    const interactionId = await contactOf(queueId!)
    const { body } = await administrator.get(`/api/dispositions?interactionId=${interactionId}`)
    return body.map(({ code }: { code: string }) => code)
  }
  const [sales, claims] = [await ofQueue(queues[0]), await ofQueue(queues[1])]
  expect(claims).toContain('claim')
  expect(sales).not.toContain('claim')
  const at = await entry('dispositions', 'claim')
  const path = `/api/dictionaries/dispositions/${at.id}`
  const { versions } = (await administrator.get(`${path}/versions`)).body
  const first = versions.at(-1).version
  await administrator.post(`${path}/restore`, { version: at.version, restores: first })
  expect(await ofQueue(queues[0])).toContain('claim')
})

test('reasons of refusal and categories of claims are edited by the same rules', async () => {
  const price = await entry('refusal-reasons', 'price')
  expect((await add('refusal-reasons', 'price.currency', price.id)).status).toBe(200)
  await edit(await entry('refusal-reasons', 'price.currency'), 'refusal-reasons', { active: false })
  expect(await hub.db('refusal_reasons').where({ code: 'price.currency' }).first('archived')).toEqual({
    archived: true,
  })
  expect((await add('claim-categories', 'packing')).status).toBe(200)
  expect((await listOf('claim-categories')).at(-1)).toMatchObject({ code: 'packing', active: true })
  expect((await add('claim-categories', 'packing')).error?.code).toBe('exists')
  const flat = await add('claim-categories', 'below', (await entry('claim-categories', 'packing')).id)
  expect(flat.error?.fields).toEqual({ parentId: 'unknown' })
  expect((await administrator.get('/api/dictionaries/colours')).status).toBe(404)
  const traces = await hub.db('audit').where({ action: 'dictionary.add' }).pluck('data')
  expect(traces).toContainEqual({ dictionary: 'claim-categories', code: 'packing' })
})
