/** What else stands on a card: addresses of all kinds, tags, consents, a tax number that holds. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAddress as addressWire } from '#shared/clients/address.contract.ts'
import { newClient, readCard as wire } from '#shared/clients/card.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { addAddress } from './add-address.ts'
import { readConsents } from './consents/read-consents.ts'
import { recordConsent } from './consents/record-consent.ts'
import { createClient } from './create-client.ts'
import { editClient } from './edit-client.ts'
import { listClients } from './list-clients.ts'
import { readCard } from './read-card.ts'
import { addTag } from './tags/add-tag.ts'
import { readTags } from './tags/read-tags.ts'
import { removeTag } from './tags/remove-tag.ts'

let company: SmallCompany
let platform: TestPlatform
const agent = (scope: 'own' | 'all' = 'all') =>
  company.actor(company.ids.agent, { 'client.read': 'all', 'client.edit': scope })

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const create = (input: Record<string, unknown>) =>
  createClient(
    platform,
    agent(),
    newClient.parse({ kind: 'company', name: 'Глубина', marketId: company.ids.ru, ...input }),
  )
const put = (clientId: string, typed: Record<string, unknown>) =>
  addAddress(platform, agent(), clientId, addressWire.body!.parse(typed))

test('addresses of all kinds are kept as one spelling of each', async () => {
  const { id } = await create({})
  expect(await put(id, { kind: 'telegram', value: 'https://t.me/Ivan_P' })).toMatchObject({
    value: 'ivan_p',
  })
  expect(await put(id, { kind: 'whatsapp', value: 'wa.me/79161234567' })).toMatchObject({
    value: '+79161234567',
  })
  expect(await put(id, { kind: 'viber', value: '8 (916) 123-45-67' })).toMatchObject({
    value: '+79161234567',
  })
  expect(await put(id, { kind: 'site', value: 'Завод.РФ/' })).toMatchObject({ value: 'https://завод.рф' })
  await expect(put(id, { kind: 'telegram', value: '@Ivan_P' })).rejects.toMatchObject({
    code: 'address_exists',
  })
  await expect(put(id, { kind: 'vk', value: '??' })).rejects.toMatchObject({
    fields: { value: 'invalid_handle' },
  })
  await expect(put(id, { kind: 'site', value: 'javascript:alert(1)' })).rejects.toMatchObject({
    fields: { value: 'invalid_site' },
  })
  await expect(put(id, { kind: 'whatsapp', value: '12' })).rejects.toMatchObject({
    fields: { value: 'invalid_phone' },
  })
  const card = await readCard(company.db, agent(), id)
  expect(wire.reply.safeParse(card).success).toBe(true)
  expect(card.addresses.map(({ kind }) => kind)).toEqual(['telegram', 'whatsapp', 'viber', 'site'])
})

test('a tax number is judged by the country, kept bare, and an old one hinders no other edit', async () => {
  const card = await create({ taxNumber: '77 07 083893' })
  expect(card.taxNumber).toBe('7707083893')
  const change = (fields: object, version = card.version) =>
    editClient(platform, agent(), card.id, { version, ...fields })
  await expect(change({ taxNumber: '7707083894' })).rejects.toMatchObject({
    status: 422,
    fields: { taxNumber: 'invalid_tax_number' },
  })
  // Of another country it is another form: both change in one edit.
  const moved = await change({ country: 'DE', taxNumber: 'DE 123 456 789' })
  expect(moved).toMatchObject({ country: 'DE', taxNumber: 'DE123456789', version: 2 })
  await company.db('clients').where({ id: card.id }).update({ country: 'RU', tax_number: '123' })
  expect(await change({ region: 'Урал', taxNumber: '123' }, 2)).toMatchObject({ region: 'Урал' })
  await expect(create({ taxNumber: 'DE123456789' })).rejects.toMatchObject({
    fields: { taxNumber: 'invalid_tax_number' },
  })
})

test('a tag is made on the fly, once for all its spellings, by many at once', async () => {
  const [one, other] = [await create({ name: 'Один' }), await create({ name: 'Другой' })]
  await Promise.all(Array.from({ length: 6 }, () => company.db.raw('select pg_sleep(0.05)')))
  const made = await Promise.all(
    ['Ключевой клиент', 'ключевой  клиент', 'КЛЮЧЕВОЙ-КЛИЕНТ', 'ключевой клиент'].map((name, turn) =>
      addTag(platform, agent(), turn % 2 === 0 ? one.id : other.id, name),
    ),
  )
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  const { tags } = await readTags(company.db, 'КЛЮЧ')
  expect(tags).toMatchObject([{ id: made[0]!.id, clients: 2 }])
  const told = await company.db('events').where({ kind: 'tag.added' })
  // Put twice on one card, it is told of once.
  expect(told.map((event) => event.subject_id).sort()).toEqual([one.id, other.id].sort())
  await removeTag(platform, agent(), { clientId: one.id, tagId: made[0]!.id })
  expect((await readCard(company.db, agent(), one.id)).tags).toEqual([])
  expect((await readCard(company.db, agent(), other.id)).tags).toMatchObject([{ id: made[0]!.id }])
  await expect(removeTag(platform, agent(), { clientId: one.id, tagId: made[0]!.id })).rejects.toMatchObject({
    status: 404,
  })
  await expect(addTag(platform, agent('own'), other.id, 'чужая')).rejects.toMatchObject({ status: 403 })
})

test('clients are listed by all of the tags asked for, page by page, none twice, none out of reach', async () => {
  const tag = await addTag(platform, agent(), (await create({ name: 'Список 000' })).id, 'список')
  const rows = Array.from({ length: 60 }, (_, at) => ({
    kind: 'company',
    name: `Список ${String(at + 1).padStart(3, '0')}`,
    market_id: company.ids.ru,
    manager_id: at === 7 ? company.ids.agent : null,
  }))
  const ids = await company.db('clients').insert(rows).returning('id')
  await company.db('client_tags').insert(ids.map(({ id }) => ({ client_id: id, tag_id: tag.id })))
  const both = await addTag(platform, agent(), ids[3].id, 'редкая')
  const first = await listClients(company.db, agent(), { tags: [tag.id] })
  expect(first.total).toBe(61)
  expect(first.clients).toHaveLength(50)
  const second = await listClients(company.db, agent(), { tags: [tag.id], after: first.next! })
  const names = [...first.clients, ...second.clients].map(({ name }) => name)
  expect(names).toEqual([...names].sort())
  expect(new Set(names).size).toBe(61)
  expect(second.next).toBeNull()
  const narrow = await listClients(company.db, agent(), { tags: [tag.id, both.id] })
  expect(narrow.clients.map(({ name }) => name)).toEqual(['Список 004'])
  expect(narrow.clients[0]!.tags.map(({ name }) => name)).toEqual(['редкая', 'список'])
  const own = company.actor(company.ids.agent, { 'client.read': 'own' })
  expect(await listClients(company.db, own, { tags: [tag.id] })).toMatchObject({
    total: 1,
    clients: [{ name: 'Список 008' }],
  })
})

test('a consent is never overwritten: the card shows the last word, the history all of them', async () => {
  const card = await create({ name: 'Согласие', persons: [{ name: 'Анна' }] })
  const personId = card.persons[0]!.id
  const now = platform.clock.now()
  const say = (state: 'given' | 'withdrawn', at: number, more: object = {}) =>
    recordConsent(platform, agent(), {
      clientId: card.id,
      personId: null,
      purpose: 'marketing',
      source: 'call',
      note: null,
      state,
      at,
      ...more,
    })
  await say('given', now - 5_000, { source: 'contract' })
  await say('withdrawn', now - 1_000)
  // Written down later, said earlier: it is not what holds.
  await say('given', now - 9_000, { source: 'form' })
  await say('given', now - 2_000, { personId })
  const { consents } = await readCard(company.db, agent(), card.id)
  expect(consents.map((one) => [one.state, one.source, one.personName, one.recordedBy])).toEqual([
    ['withdrawn', 'call', null, 'agent'],
    ['given', 'call', 'Анна', 'agent'],
  ])
  const history = await readConsents(company.db, agent(), card.id)
  expect(history.consents.map(({ at }) => now - at)).toEqual([1_000, 2_000, 5_000, 9_000])
  await expect(say('given', now + 3_600_000)).rejects.toMatchObject({ fields: { at: 'in_future' } })
  await expect(say('given', now, { personId: crypto.randomUUID() })).rejects.toMatchObject({
    fields: { personId: 'unknown_person' },
  })
  const blind = company.actor(company.ids.agent, { 'client.read': 'own' })
  await expect(readConsents(company.db, blind, card.id)).rejects.toMatchObject({ status: 404 })
  const told = await company.db('events').where({ subject_id: card.id, kind: 'consent.recorded' })
  expect(told).toHaveLength(4)
})
