/** Erased is erased: no text of the database and no file speaks of the client any more, and every figure stays. */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardItself, identityPlaces } from '#shared/privacy/identity-places.ts'
import { columnsWithoutClients, tablesWithoutClients } from '#shared/privacy/no-identity.ts'
import { type FullClient, makeFullClient } from '../../tests/harness/full-client.ts'
import { MARK, marks } from '../../tests/harness/full-client-words.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { resolveAddress } from '../clients/index.ts'
import { dropRebuilt, feedRecord, rebuildRecord } from '../record/index.ts'

let hub: Hub
let who: Visitor
let client: FullClient

beforeAll(async () => {
  hub = await startHub({ worker: false })
  who = await hub.as('administrator')
  client = await makeFullClient(hub)
  await feedAll()
})
afterAll(() => hub.stop())

const unread = `select 1 from readers r join events e on (e.tx, e.id) > (r.tx, r.id) where r.name = 'record' limit 1`
const feedAll = async () => {
  do await feedRecord(hub.platform)
  while (await hub.platform.db.raw(unread).then(({ rows }) => rows.length > 0))
}

type Column = { table_name: string; column_name: string }
/** Every column of every table that words may stand in. */
const textColumns = async (): Promise<Column[]> => {
  const { rows } = await hub.platform.db.raw<{ rows: Column[] }>(
    `select c.table_name, c.column_name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
      order by 1, 2`,
  )
  return rows
}
/** `table.column` of each that tells of the client. */
const telling = async (): Promise<string[]> => {
  const found: string[] = []
  const patterns = marks.map((mark) => `%${mark}%`)
  for (const { table_name: table, column_name: column } of await textColumns()) {
    const { rows } = await hub.platform.db.raw(
      'select 1 from ?? where ??::text ilike any(?::text[]) limit 1',
      [table, column, patterns],
    )
    if (rows.length > 0) found.push(`${table}.${column}`)
  }
  return found
}

const columnsOfPlaces = async (): Promise<Set<string>> => {
  const all = await textColumns()
  const named = new Set<string>()
  for (const { table, becomes } of identityPlaces) {
    const columns =
      becomes === 'remove'
        ? all.filter((one) => one.table_name === table).map((one) => one.column_name)
        : Object.keys(becomes)
    for (const column of columns) named.add(`${table}.${column}`)
  }
  for (const [table, columns] of Object.entries(cardItself))
    for (const column of columns) named.add(`${table}.${column}`)
  return named
}

test('every text of the database is known to be of a client, or not to be', async () => {
  const places = await columnsOfPlaces()
  const unknown = (await textColumns())
    .filter(({ table_name: table, column_name: column }) => {
      if (table in tablesWithoutClients || places.has(`${table}.${column}`)) return false
      return !columnsWithoutClients[table]?.includes(column)
    })
    .map(({ table_name: table, column_name: column }) => `${table}.${column}`)
  expect(unknown).toEqual([])
})

/** Rows go whole, or change with what tells of somebody; codes that are set beside it bear no word. */
const CODES = [
  'outbox.state',
  'addresses.kind',
  'persons.language',
  'timeline.kind',
  'notices.kind',
  'notices.key',
]

test('the client that is erased here has a word in every place that is erased', async () => {
  const told = await telling()
  const places = [...(await columnsOfPlaces())].filter((place) => !CODES.includes(place))
  const types = new Set((await textColumns()).map((one) => `${one.table_name}.${one.column_name}`))
  expect(places.filter((place) => types.has(place) && !told.includes(place))).toEqual([])
  expect(existsSync(client.file)).toBe(true)
})

/** All that is read off the record, boards and cards. */
const figures = async () => {
  const { db } = hub.platform
  const day = (await who.get('/api/record/today')).body
  const lines = await db('record_lines').orderBy(['event_id', 'line'])
  const counts: Record<string, number> = {}
  for (const table of [
    'interactions',
    'calls',
    'recordings',
    'claims',
    'deals',
    'tasks',
    'talks',
    'consents',
    'notes',
  ]) {
    counts[table] = (await db(table).count({ n: '*' }).first())!.n as number
  }
  const claims = await db('claims').select(
    'id',
    'number',
    'severity',
    'state',
    'opened_at',
    'deadline_at',
    'closed_at',
  )
  const deals = await db('deals').select(
    'id',
    'number',
    'state',
    'amount_minor',
    'refusal_reason_id',
    'closed_at',
  )
  const contacts = await db('interactions')
    .orderBy('id')
    .select('id', 'client_id', 'outcome', 'arrived_at', 'topic')
  const tasks = await db('tasks')
    .orderBy('id')
    .select('id', 'kind', 'state', 'result_code', 'due_at', 'done_at')
  const {
    counts: onCard,
    region,
    industry,
    source,
    market,
  } = (await who.get(`/api/clients/${client.id}`)).body
  const { total, managers } = day
  return {
    total,
    managers,
    lines,
    counts,
    claims,
    deals,
    contacts,
    tasks,
    onCard,
    region,
    industry,
    source,
    market,
  }
}

test('after the erasure nothing speaks of the client, and every figure is as it was', async () => {
  const before = await figures()
  expect(before.total).toMatchObject({ handled: 1, claimsClosed: 1, dealsLost: 1 })
  const preview = (await who.get(`/api/clients/${client.id}/erasure`)).body
  expect(preview).toMatchObject({ name: `${MARK} второй`, hindrances: [] })
  const wish = { ground: 'request', name: preview.name }
  expect(
    (await who.post(`/api/clients/${client.id}/erasure`, { ...wish, name: 'Не то' })).error?.fields,
  ).toEqual({
    name: 'not_the_name',
  })
  const erased = await who.post(`/api/clients/${client.id}/erasure`, wish)
  expect(erased).toMatchObject({
    status: 200,
    body: { state: 'done', ground: 'request', byName: 'administrator name' },
  })

  expect(await telling()).toEqual([])
  expect(existsSync(client.file)).toBe(false)
  expect(await figures()).toEqual(before)
  const rebuilt = await rebuildRecord(hub.platform.db)
  const fresh = await hub.platform.db(rebuilt.table).orderBy(['event_id', 'line'])
  expect(fresh).toEqual(before.lines)
  await dropRebuilt(hub.platform.db, rebuilt)
})

test('the card that is left has a number for a name, and nothing more is filed under it', async () => {
  const { number } = (await who.get(`/api/clients/${client.id}/personal-data`)).body.erasure
  const name = `Удалённый клиент № ${number}`
  const card = (await who.get(`/api/clients/${client.id}`)).body
  expect(card).toMatchObject({ name, persons: [], addresses: [], tags: [], editable: false, taxNumber: null })
  const lines = (await who.get('/api/record/lines?limit=50')).body.lines
  expect(new Set(lines.map((line: { client: { name: string } }) => line.client.name))).toEqual(
    new Set([name]),
  )
  expect((await who.get(`/api/claims/${client.claim}`)).body).toMatchObject({
    description: '',
    claim: { client: { name } },
  })
  const agent = await hub.as('agent')
  const talk = { interaction_id: client.interaction, from_at: new Date(), to_at: new Date() }
  await hub.platform.db('talks').insert({ ...talk, user_id: hub.company.users.agent })
  const again = async (page: string, of: string, words: object) => {
    const { body } = await who.get(page)
    expect(body.moves).toEqual([])
    return who.post(`${page}/moves`, { ...words, move: 'reopen', version: body[of].version })
  }
  const refused = [
    await who.patch(`/api/clients/${client.id}`, { name: 'Снова', version: card.version }),
    await who.put(`/api/clients/${client.id}/notes/${crypto.randomUUID()}`, {
      text: 'x',
      version: 0,
      typedAt: 1,
      interactionId: null,
    }),
    await who.post('/api/tasks', {
      kind: 'follow-up',
      title: 'x',
      clientId: client.id,
      dueAt: Date.now() + 1_000,
    }),
    await who.post(`/api/clients/${client.id}/holds`, { reason: 'поздно' }),
    await agent.put(`/api/interactions/${client.interaction}/note`, {
      text: 'черновик с ноутбука',
      version: 1,
    }),
    await again(`/api/claims/${client.claim}`, 'claim', { grounds: 'снова жалуется' }),
    await again(`/api/deals/${client.deal}`, 'deal', {}),
    await who.get(`/api/clients/${client.id}/erasure`),
  ]
  expect(refused.map(({ error }) => error?.code)).toEqual(refused.map(() => 'erased'))
  const merges = (await who.get(`/api/clients/${client.id}/merges`)).body.merges
  const parting = await who.post(`/api/clients/${client.id}/merges/${merges[0].id}/undo`, {})
  expect(parting.error?.code).toBe('erased')
  expect(
    (await who.get('/api/clients?search=%D1%83%D0%B4%D0%B0%D0%BB%D1%91%D0%BD%D0%BD%D1%8B%D0%B9')).body
      .results,
  ).toEqual([])
  const { candidates } = await resolveAddress(hub.platform.db, { kind: 'phone', value: '+79161234599' })
  expect(candidates).toEqual([])
})
