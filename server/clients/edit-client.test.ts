import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientChange, newClient, staleFacts } from '#shared/clients/card.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { addAddress } from './add-address.ts'
import { addPerson } from './add-person.ts'
import { createClient } from './create-client.ts'
import { editClient } from './edit-client.ts'
import { editPerson } from './edit-person.ts'
import { readCard } from './read-card.ts'
import { removeAddress } from './remove-address.ts'
import { removePerson } from './remove-person.ts'

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

let company: SmallCompany
let platform: TestPlatform
const agent = (scope: 'own' | 'department' | 'market' | 'all' = 'all') =>
  company.actor(company.ids.agent, { 'client.read': 'all', 'client.edit': scope, 'client.note': 'all' })
const handler = () => company.actor(company.ids.handler, { 'client.read': 'all', 'client.edit': 'all' })

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const create = (input: Record<string, unknown>, actor = agent()) =>
  createClient(platform, actor, newClient.parse({ kind: 'company', marketId: company.ids.ru, ...input }))

test('a card is made with its persons and addresses, phones in E.164 by the plan of the market', async () => {
  const card = await create({
    name: ' ООО «Ромашка» ',
    phones: ['8 (495) 123-45-67'],
    emails: ['Sales@Romashka.TEST'],
    persons: [{ name: 'Пётр Ёлкин', phones: ['+86 139 1234 5678'] }],
  })
  expect(card).toMatchObject({ name: 'ООО «Ромашка»', provisional: false, version: 1, manager: null })
  expect(card.addresses.map((one) => [one.kind, one.value, one.personId !== null])).toEqual([
    ['phone', '+8613912345678', true],
    ['phone', '+74951234567', false],
    ['email', 'sales@romashka.test', false],
  ])
  const events = await company.db('events').where({ subject_id: card.id }).orderBy('id')
  expect(events.map((event) => event.kind)).toEqual([
    'client.created',
    'person.added',
    'address.added',
    'address.added',
    'address.added',
  ])
  // Personal data stays in the tables.
  // An id may hold any digits, and tells nothing of anybody.
  const said = JSON.stringify(events.map((event) => event.data)).replaceAll(UUID, '')
  expect(said).not.toMatch(/Ромашка|Ёлкин|495|139|romashka/i)
})

test('a bad phone is named by its place, and nothing is half-written', async () => {
  const before = await company.db('clients').count()
  await expect(
    create({ name: 'Half', phones: ['8 495 123-45-67'], persons: [{ name: 'A', phones: ['12'] }] }),
  ).rejects.toMatchObject({ status: 422, fields: { 'persons.0.phones.0': 'invalid_phone' } })
  await expect(create({ name: 'Half', managerId: crypto.randomUUID() })).rejects.toMatchObject({
    fields: { managerId: 'unknown_user' },
  })
  expect(await company.db('clients').count()).toEqual(before)
})

test('of two editors the later is told what the earlier changed, and can then save', async () => {
  const card = await create({ name: 'Завод', region: 'Урал' })
  const first = await editClient(platform, agent(), card.id, {
    version: 1,
    region: 'Сибирь',
    industry: 'трубы',
  })
  expect(first).toMatchObject({ version: 2, region: 'Сибирь' })
  const late = editClient(platform, handler(), card.id, { version: 1, region: 'Волга', source: 'fair' })
  const error = await late.then(
    () => null,
    (thrown: { code: string; status: number; facts: unknown }) => thrown,
  )
  expect(error).toMatchObject({ code: 'stale', status: 409 })
  const facts = staleFacts.parse(error?.facts)
  expect(facts.version).toBe(2)
  expect(facts.changes.map((change) => [change.field, change.current, change.byName])).toEqual([
    ['industry', 'трубы', 'agent'],
    ['region', 'Сибирь', 'agent'],
  ])
  const again = await editClient(platform, handler(), card.id, { version: facts.version, source: 'fair' })
  expect(again).toMatchObject({ version: 3, region: 'Сибирь', industry: 'трубы', source: 'fair' })
})

test('eight editors at once: one wins each version, none is lost silently', async () => {
  // Connections are opened beforehand: else the first editor is through before the others have one.
  await Promise.all(Array.from({ length: 8 }, () => company.db.raw('select pg_sleep(0.05)')))
  const card = await create({ name: 'Race' })
  for (let version = 1; version <= 5; version += 1) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, turn) =>
        editClient(platform, agent(), card.id, { version, region: `region ${version} ${turn}` }),
      ),
    )
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason.code).toBe('stale')
    expect((await readCard(company.db, agent(), card.id)).version).toBe(version + 1)
  }
})

test('an edit that changes nothing makes no version, and an emptied field is "not known"', async () => {
  const card = await create({ name: 'Same', region: 'Урал' })
  expect(await editClient(platform, agent(), card.id, { version: 1, region: 'Урал' })).toMatchObject({
    version: 1,
  })
  const emptied = clientChange.parse({ region: '  ' })
  expect(await editClient(platform, agent(), card.id, { version: 1, ...emptied })).toMatchObject({
    region: null,
  })
})

test('a provisional card becomes a usual one when somebody names it', async () => {
  const [row] = await company
    .db('clients')
    .insert({ kind: 'person', name: '+7 900 000-00-00', provisional: true, market_id: company.ids.ru })
    .returning('id')
  const kept = await editClient(platform, agent(), row.id, { version: 1, region: 'Урал' })
  expect(kept.provisional).toBe(true)
  const named = await editClient(platform, agent(), row.id, { version: 2, name: 'Иван' })
  expect(named.provisional).toBe(false)
})

test('own cards only: another’s can be seen, not touched; one out of sight is not found', async () => {
  const theirs = await create({ name: 'Theirs', managerId: company.ids.handler })
  await expect(
    editClient(platform, agent('own'), theirs.id, { version: 1, name: 'Mine' }),
  ).rejects.toMatchObject({ status: 403 })
  expect((await readCard(company.db, agent('own'), theirs.id)).editable).toBe(false)
  const blind = company.actor(company.ids.agent, { 'client.read': 'own', 'client.edit': 'own' })
  await expect(editClient(platform, blind, theirs.id, { version: 1, name: 'Mine' })).rejects.toMatchObject({
    status: 404,
  })
  await expect(readCard(company.db, blind, theirs.id)).rejects.toMatchObject({ status: 404 })
  const mine = await create({ name: 'Mine' }, blind)
  expect(mine).toMatchObject({ manager: { id: company.ids.agent }, editable: true })
})

test('reach by department and by market', async () => {
  const card = await create({ name: 'Reach', marketId: company.ids.cn, managerId: company.ids.handler })
  const head = (scope: 'department' | 'market', extra: object) => ({
    ...company.actor(company.ids.head, { 'client.read': scope }),
    ...extra,
  })
  const read = (actor: ReturnType<typeof head>) =>
    readCard(company.db, actor, card.id).then(
      () => 'seen',
      (e) => e.status,
    )
  expect(await read(head('department', { departmentIds: [company.ids.afterSales] }))).toBe('seen')
  expect(await read(head('department', { departmentIds: [company.ids.sales] }))).toBe(404)
  expect(await read(head('market', { marketId: company.ids.cn }))).toBe('seen')
  expect(await read(head('market', { marketId: company.ids.ru }))).toBe(404)
})

test('a person takes over the client’s own number, and leaves it behind on leaving', async () => {
  const card = await create({ name: 'Numbers', phones: ['+7 495 765-43-21'] })
  const person = await addPerson(platform, agent(), card.id, {
    name: 'Анна',
    position: null,
    language: null,
    phones: ['84957654321'],
    emails: [],
  })
  const phone = { kind: 'phone' as const, label: null, value: '+74957654321' }
  await expect(addAddress(platform, agent(), card.id, { ...phone, personId: null })).rejects.toMatchObject({
    code: 'address_exists',
  })
  let present = await readCard(company.db, agent(), card.id)
  expect(present.addresses).toMatchObject([{ value: '+74957654321', personId: person.id }])
  await removePerson(platform, agent(), { clientId: card.id, personId: person.id })
  present = await readCard(company.db, agent(), card.id)
  expect(present.persons).toEqual([])
  expect(present.addresses).toMatchObject([{ value: '+74957654321', personId: null }])
  await removeAddress(platform, agent(), { clientId: card.id, addressId: present.addresses[0]!.id })
  expect((await readCard(company.db, agent(), card.id)).addresses).toEqual([])
})

test('a stale edit of a person is told what changed, by whom', async () => {
  const card = await create({ name: 'Persons', persons: [{ name: 'Иван', position: 'инженер' }] })
  const edit = { clientId: card.id, personId: card.persons[0]!.id, version: 1 }
  await editPerson(platform, handler(), { ...edit, change: { position: 'директор' } })
  await expect(editPerson(platform, agent(), { ...edit, change: { name: 'Пётр' } })).rejects.toMatchObject({
    code: 'stale',
    facts: { version: 2, changes: [{ field: 'position', current: 'директор', byName: 'handler' }] },
  })
})
