import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { cardSummary } from './card-summary.ts'
import { makeProvisionalClient } from './make-provisional.ts'
import { holdCards } from './merge/merge.store.ts'
import { resolveAddress, resolveToFile } from './resolve-address.ts'
import { writeTimeline } from './timeline.store.ts'

let company: SmallCompany
beforeAll(async () => {
  company = await createSmallCompany()
})
afterAll(() => company.drop())

const SWITCHBOARD = '+74950000001'
const resolve = async (value: string) =>
  (await resolveAddress(company.db, { kind: 'phone', value })).candidates

test('one candidate is an answer, several are a choice with the last contact first, none is somebody new', async () => {
  const { clientRu, clientCn } = company.ids
  const [person] = await company
    .db('persons')
    .insert({ client_id: clientRu, name: 'Анна', language: 'en' })
    .returning('id')
  await company.db('addresses').insert([
    { client_id: clientRu, person_id: person.id, kind: 'phone', value: SWITCHBOARD },
    { client_id: clientCn, kind: 'phone', value: SWITCHBOARD },
    { client_id: clientRu, kind: 'phone', value: '+74950000002' },
  ])
  await company.db.transaction((trx) =>
    writeTimeline(trx, {
      clientId: clientCn,
      at: 5_000,
      kind: 'interaction',
      subjectId: crypto.randomUUID(),
      summary: {},
    }),
  )
  expect(await resolve('+74950000002')).toMatchObject([
    { clientId: clientRu, personId: null, language: 'ru' },
  ])
  expect(await resolve(SWITCHBOARD)).toMatchObject([
    { clientId: clientCn, clientName: 'Works', personId: null },
    { clientId: clientRu, clientName: 'Завод', personName: 'Анна', language: 'en' },
  ])
  expect(await resolve('+74950000009')).toEqual([])
})

test('what is filed under a number waits for a card that is just being removed, and is not filed under it', async () => {
  const { db, ids } = company
  const value = '+74950000003'
  const at = new Date()
  const card = { market_id: ids.ru, kind: 'person', name: 'Уходящий', language: 'ru' }
  const [going] = await db('clients')
    .insert({ ...card, created_at: at, updated_at: at })
    .returning('id')
  await db('addresses').insert({ client_id: going.id, kind: 'phone', value })
  const removing = await db.transaction()
  await holdCards(removing, [going.id])
  const filed = db.transaction(async (trx) => (await resolveToFile(trx, { kind: 'phone', value })).candidates)
  expect(await Promise.race([filed, db.raw('select pg_sleep(0.2)').then(() => 'waits')])).toBe('waits')
  await removing('clients').where({ id: going.id }).delete()
  await removing.commit()
  expect(await filed).toEqual([])
})

test('an unknown number makes one provisional card, however often and by whomever it is asked for', async () => {
  const wish = {
    address: '+79161234567',
    language: 'ru' as const,
    marketId: company.ids.ru,
    actorId: company.ids.agent,
    at: 1_000,
  }
  // Connections are opened beforehand: else the first is through before the others have one.
  await Promise.all(Array.from({ length: 6 }, () => company.db.raw('select pg_sleep(0.05)')))
  const made = await Promise.all(
    Array.from({ length: 6 }, () => company.db.transaction((trx) => makeProvisionalClient(trx, wish))),
  )
  expect(new Set(made.map((one) => one.clientId)).size).toBe(1)
  expect(made.filter((one) => one.created)).toHaveLength(1)
  const clientId = made[0]!.clientId
  expect(await resolve('+79161234567')).toMatchObject([{ clientId, provisional: true }])
  const card = await cardSummary(company.db, clientId)
  expect(card).toMatchObject({ name: '+7 916 123 45 67', provisional: true, openClaims: 0, lastContacts: [] })
  expect(await company.db('clients').where({ id: clientId }).pluck('country')).toEqual(['RU'])
  expect(await company.db('events').where({ subject_id: clientId, kind: 'client.created' })).toHaveLength(1)
})

test('callers who hide their number are nobody known: each gets a card', async () => {
  const wish = { address: null, language: 'en' as const, marketId: company.ids.cn, actorId: null, at: 1_000 }
  const [one, other] = [
    await company.db.transaction((trx) => makeProvisionalClient(trx, wish)),
    await company.db.transaction((trx) => makeProvisionalClient(trx, wish)),
  ]
  expect(one.clientId).not.toBe(other.clientId)
  expect((await cardSummary(company.db, one.clientId))?.name).toBe('Unknown client')
})

test('the summary beside an offer: last five contacts, and what is open', async () => {
  const [row] = await company
    .db('clients')
    .insert({ kind: 'company', name: 'Busy', market_id: company.ids.ru, manager_id: company.ids.agent })
    .returning('id')
  const clientId = row.id as string
  await company.db.transaction(async (trx) => {
    for (let turn = 1; turn <= 7; turn += 1) {
      const line = { clientId, at: turn * 1_000, subjectId: crypto.randomUUID(), summary: {} }
      await writeTimeline(trx, { ...line, kind: turn === 7 ? 'deal' : 'interaction' })
    }
  })
  const deal = (closed: Date | null) => ({
    client_id: clientId,
    manager_id: company.ids.agent,
    market_id: company.ids.ru,
    state: closed ? 'won' : 'lead',
    currency: 'RUB',
    opened_at: new Date(),
    stage_at: new Date(),
    closed_at: closed,
    credited_id: closed && company.ids.agent,
    house_minor: closed && 0,
  })
  await company.db('deals').insert([deal(null), deal(null), deal(new Date())])
  const card = await cardSummary(company.db, clientId)
  expect(card?.lastContacts.map((one) => one.at)).toEqual([6_000, 5_000, 4_000, 3_000, 2_000])
  expect(card).toMatchObject({
    openDeals: 2,
    openClaims: 0,
    manager: { name: 'agent' },
    market: { code: 'ru' },
  })
  expect(await cardSummary(company.db, crypto.randomUUID())).toBeNull()
})
