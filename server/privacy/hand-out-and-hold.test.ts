/** The file that a client's data are handed out in, the hold that keeps them, and a contact person who goes alone. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disclosureWords } from '#shared/privacy/disclosure-words.ts'
import { cardItself, identityPlaces } from '#shared/privacy/identity-places.ts'
import { type FullClient, makeFullClient } from '../../tests/harness/full-client.ts'
import { MARK } from '../../tests/harness/full-client-words.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import { readZip } from '../../tests/harness/read-zip.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { makeProvisionalClient } from '../clients/index.ts'
import { inTransaction } from '../platform/database.ts'
import { forgetOld } from '../platform/forget-old.ts'
import { gatheredTables } from './disclosures/gather.store.ts'
import { carryErasures, forgetExpired, makeDisclosures } from './index.ts'

let hub: Hub
let who: Visitor
let client: FullClient
let card: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  who = await hub.as('head-after-sales')
  client = await makeFullClient(hub)
  card = `/api/clients/${client.id}`
})
afterAll(() => hub.stop())

const DAY = 86_400_000

test('a client’s data come as a file of all that identity lies in, and nothing of another client', async () => {
  await hub.platform.db('notes').insert({ client_id: hub.company.client.id, text: 'чужая заметка' })
  const parted = { merged_at: new Date(), undone_at: new Date(), state: 'undone' }
  await hub.platform
    .db('client_merges')
    .insert({ ...parted, client_id: client.id, merged_id: hub.company.client.id })
  await hub.platform.db('claim_attachments').insert({
    ...{ claim_id: client.claim, state: 'ready', origin: 'client', added_at: new Date() },
    ...{ name: 'утрачен.png', kind: 'image/png', bytes: 1, sha256: '00' },
  })
  await hub.platform.db('claims').where({ id: client.claim }).update({ outer_number: 'ЖАЛ-77' })
  const asked = await who.post(`${card}/disclosures`)
  expect(asked).toMatchObject({ status: 200, body: { state: 'asked', byName: 'head-after-sales name' } })
  expect((await who.post(`${card}/disclosures`)).error?.code).toBe('disclosure_asked')
  const file = `${card}/disclosures/${asked.body.id}/file`
  expect((await who.get(file)).status).toBe(404)
  await makeDisclosures(hub.platform)
  const { disclosures } = (await who.get(`${card}/personal-data`)).body
  expect(disclosures).toMatchObject([
    { state: 'ready', expiresAt: expect.any(Number), bytes: expect.any(Number) },
  ])
  const taken = await fetch(hub.url + file, { headers: { cookie: who.cookieHeader() } })
  expect([taken.status, taken.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const bytes = Buffer.from(await taken.arrayBuffer())
  expect(bytes.byteLength).toBe(disclosures[0].bytes)
  const zip = path.join(hub.dataDir, 'disclosures', `${asked.body.id}.zip`)
  const files = readZip(bytes)
  const read = (name: string) => String(files.get(name))
  const data = JSON.parse(read('data.json'))
  expect(data.card).toHaveLength(2)
  // What a list has a name for is named.
  expect(data.card[0]).toMatchObject({ source: 'Выставка', industry: 'pipes' })
  for (const section of [
    'persons',
    'addresses',
    'tags',
    'consents',
    'interactions',
    'notes',
    'claims',
    'deals',
    'tasks',
    'access',
  ]) {
    expect([section, data[section].length > 0]).toEqual([section, true])
  }
  expect(read(data.recordings[0].file)).toContain(MARK)
  expect(data.claims).toMatchObject([{ outer_number: 'ЖАЛ-77' }])
  // What the storage has lost is told, and holds up nothing.
  expect(data.attachments).toMatchObject([{ name: 'утрачен.png', file: disclosureWords.ru.lost }])
  const page = read('data.html')
  expect(page).toContain('<html lang="ru">')
  for (const word of [
    'Данные, которые мы храним о вас',
    'заметка',
    'прежняя',
    'черновик',
    '5.00 RUB',
    'обещано',
  ]) {
    expect(page).toContain(word)
  }
  const whole = page + JSON.stringify(data)
  for (const foreign of [
    'чужая заметка',
    'Сталь-Сервис',
    'agent@example.test',
    'name_ru',
    'запрет',
    'письмо',
  ])
    expect(whole).not.toContain(foreign)
  const steps = await hub.platform.db('audit').where({ action: 'client.disclose' }).orderBy('id')
  expect(steps.map((row) => row.data.step)).toEqual(['asked', 'taken'])
  hub.clock.advance(8 * DAY)
  await forgetExpired(hub.platform)
  // The session is over too.
  who = await hub.as('head-after-sales')
  expect(existsSync(zip)).toBe(false)
  expect((await who.get(file)).status).toBe(404)
})

/** What says nothing that the file does not say already, or nothing to whom it is of. */
const NOT_TOLD = {
  timeline: 'what the card shows of the others',
  events: 'the claim’s own words stand with the claim',
  notices: 'what colleagues were told of the others',
  outbox: 'orders to a provider, and letters to colleagues',
  provider_webhooks: 'what a provider told of a call',
  name_words: 'words of all names',
  client_imports: 'files that cards were brought in by: what came of them stands on the card',
  client_import_rows: 'files that cards were brought in by: what came of them stands on the card',
  claim_imports: 'files that claims were brought in by: what came of them stands with the claims',
  claim_import_rows: 'files that claims were brought in by: what came of them stands with the claims',
}

test('a table that holds identity stands in the file, or it is said why not', () => {
  const holding = new Set([...identityPlaces.map(({ table }) => table), ...Object.keys(cardItself)])
  const told = new Set([...gatheredTables(), ...Object.keys(NOT_TOLD)])
  expect([...holding].filter((table) => !told.has(table))).toEqual([])
})

test('while a hold stands nothing is erased or forgotten, and a merge keeps it', async () => {
  const { db } = hub.platform
  const { id: holdId } = (await who.post(`${card}/holds`, { reason: 'Спор в суде' })).body
  expect((await who.post(`${card}/holds`, { reason: 'ещё' })).error?.code).toBe('held')
  expect((await who.get('/api/client-holds')).body.holds).toMatchObject([
    { id: holdId, clientId: client.id, reason: 'Спор в суде', byName: 'head-after-sales name' },
  ])
  const agent = await hub.as('agent')
  const seen = (await agent.get(`${card}/personal-data`)).body
  expect(seen).toMatchObject({
    holds: [{ id: holdId, reason: null }],
    disclosures: [],
    may: { hold: false, erase: false },
  })
  const { name } = (await who.get(`${card}/erasure`)).body
  expect((await who.post(`${card}/erasure`, { ground: 'request', name })).error?.code).toBe('held')

  await db('audit').insert({
    at: new Date(0),
    action: 'recording.play',
    outcome: 'ok',
    subject_id: client.recording,
  })
  await db('audit').insert({
    at: new Date(0),
    action: 'recording.play',
    outcome: 'ok',
    subject_id: crypto.randomUUID(),
  })
  expect(await forgetOld(hub.platform)).toMatchObject({ audit: 1 })

  const lasting = (await who.post(`${card}/disclosures`)).status
  expect(lasting).toBe(200)
  const admin = await hub.as('administrator')
  const versions = await db('clients')
    .whereIn('id', [client.id, hub.company.client.id])
    .select('id', 'version')
  const versionOf = (id: string) => versions.find((row) => row.id === id).version
  const into = hub.company.client.id
  const merge = { version: versionOf(into), otherVersion: versionOf(client.id), take: [] }
  const { body: merged } = await admin.post(`/api/clients/${into}/merge/${client.id}`, merge)
  expect((await who.get(`/api/clients/${into}/personal-data`)).body.holds).toMatchObject([{ id: holdId }])
  expect(
    (await who.post(`/api/clients/${into}/erasure`, { ground: 'request', name: 'Сталь-Сервис' })).error?.code,
  ).toBe('held')
  await admin.post(`/api/clients/${into}/merges/${merged.id}/undo`, {})
  expect((await who.get(`${card}/personal-data`)).body.holds).toMatchObject([{ id: holdId }])

  expect((await who.post(`${card}/holds/${holdId}/lift`, { reason: 'Спор окончен' })).status).toBe(204)
  expect((await who.post(`${card}/holds/${holdId}/lift`, { reason: 'ещё' })).error?.code).toBe('hold_lifted')
  expect(await forgetOld(hub.platform)).toMatchObject({ audit: 1 })
  expect((await who.get('/api/client-holds')).body.holds).toEqual([])
})

test('while somebody is at work for the client it stays known', async () => {
  const { db } = hub.platform
  const [task] = await db('tasks')
    .insert({ kind: 'callback', client_id: client.id, owner_id: hub.company.users.agent, due_at: new Date() })
    .returning('id')
  const { hindrances, name } = (await who.get(`${card}/erasure`)).body
  expect(hindrances).toEqual([{ what: 'tasks', count: 1 }])
  const refused = await who.post(`${card}/erasure`, { ground: 'request', name })
  expect(refused.error).toMatchObject({ code: 'open_work', facts: { hindrances } })
  await db('tasks').where({ id: task.id }).delete()
})

test('a contact person goes alone: their contacts, and their name in what was typed; the company stays', async () => {
  const { db } = hub.platform
  const one = await db('persons').insert({ client_id: client.id, name: 'Григорий Ласточкин' }).returning('id')
  const personId = one[0].id
  await db('addresses').insert({
    client_id: client.id,
    person_id: personId,
    kind: 'phone',
    value: '+79037654321',
  })
  const contact = {
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    outcome: 'handled',
    arrived_at: new Date(),
  }
  await db('interactions').insert({
    ...contact,
    client_id: client.id,
    person_id: personId,
    address: '+79037654321',
  })
  const typed = { client_id: client.id, author_id: hub.company.users.agent }
  await db('notes').insert({ ...typed, text: 'Просил передать Ласточкину: 8 (903) 765-43-21, завод ждёт' })
  const preview = (await who.get(`${card}/persons/${personId}/erasure`)).body
  expect(preview).toMatchObject({
    name: 'Григорий Ласточкин',
    hindrances: [],
    stays: [{ what: 'interactions', count: 1 }],
  })
  const erased = await who.post(`${card}/persons/${personId}/erasure`, {
    ground: 'withdrawn',
    name: preview.name,
  })
  expect(erased).toMatchObject({ status: 200, body: { state: 'done' } })
  const face = await db('persons').where({ id: personId }).first()
  expect(face.name).toBe(`Удалённое лицо № ${erased.body.number}`)
  expect(await db('addresses').where({ value: '+79037654321' })).toEqual([])
  expect(await db('interactions').where({ person_id: personId })).toMatchObject([
    { address: null, outcome: 'handled' },
  ])
  const masked = await db('notes').whereRaw("text like 'Просил передать%'").first('text')
  expect(masked.text).toBe('Просил передать ***: ***, завод ждёт')
  expect((await who.get(card)).body).toMatchObject({ name: `${MARK} второй`, editable: false })
  expect((await db('name_words').where({ word: 'ласточкин' })).length).toBe(0)
  const again = await who.post(`${card}/persons/${personId}/erasure`, { ground: 'request', name: face.name })
  expect(again.error?.code).toBe('erased')
})

test('an erasure waits for a recording that is still to come, and its phone that calls again is somebody new', async () => {
  const { db } = hub.platform
  const { id, phone } = hub.company.client
  const call = {
    provider: 'test',
    provider_ref: 'CAlate',
    direction: 'inbound',
    state: 'ended',
    caller: phone,
  }
  const [{ id: call_id }] = await db('calls')
    .insert({ ...call, created_at: new Date() })
    .returning('id')
  const contact = {
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    arrived_at: new Date(),
    address: phone,
  }
  await db('interactions').insert({ ...contact, client_id: id, call_id })
  const recording = { call_id, state: 'recording', path: 'late.wav', started_at: new Date() }
  await db('recordings').insert(recording)
  const own = `/api/clients/${id}`
  const begun = await who.post(`${own}/erasure`, { ground: 'retention', name: 'Сталь-Сервис' })
  expect(begun.body).toMatchObject({ state: 'erasing' })
  await carryErasures(hub.platform)
  expect((await who.get(`${own}/personal-data`)).body.erasure.state).toBe('erasing')
  await db('recordings').where({ call_id }).update({ state: 'done' })
  await carryErasures(hub.platform)
  expect((await who.get(`${own}/personal-data`)).body.erasure.state).toBe('done')
  expect(await db('recordings').where({ call_id })).toMatchObject([
    { state: 'erased', removed_at: expect.any(Number) },
  ])
  const wish = {
    address: phone,
    language: 'ru',
    marketId: hub.company.markets.ru,
    actorId: null,
    at: Date.now(),
  } as const
  const again = await inTransaction(db, (trx) => makeProvisionalClient(trx, wish))
  expect(again).toMatchObject({ created: true })
  expect(again.clientId).not.toBe(id)
})
