/** Nothing grows for ever, and nothing is forgotten a second too soon. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgottenBefore, keptForGood, type RetentionRule, retention } from '#shared/platform/retention.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import { forgetOld } from './forget-old.ts'

let company: SmallCompany
beforeAll(async () => {
  company = await createSmallCompany()
})
afterAll(() => company.drop())

const START = Date.UTC(2030, 0, 1)
let made = 0
const newText = () => {
  made += 1
  return `row ${made}`
}
const interaction = async (): Promise<string> => {
  const row = { channel: 'call', direction: 'inbound', state: 'closed', arrived_at: new Date(START) }
  const [added] = await company.db('interactions').insert(row).returning<{ id: string }[]>('id')
  return added!.id
}

const task = async (): Promise<string> => {
  const row = { kind: 'follow-up', owner_id: company.ids.agent, due_at: new Date(START) }
  const [added] = await company.db('tasks').insert(row).returning<{ id: string }[]>('id')
  return added!.id
}

const importRow = (at: number) => ({
  state: 'applied',
  file_name: 'clients.csv',
  file_kind: 'csv',
  bytes: 1,
  reading: '{}',
  headers: '[]',
  samples: '[]',
  columns: '[]',
  made_by: company.ids.agent,
  made_at: new Date(at),
  moved_at: new Date(at),
})
const importOf = async (things: 'client' | 'claim'): Promise<string> => {
  const [added] = await company
    .db(`${things}_imports`)
    .insert(importRow(START))
    .returning<{ id: string }[]>('id')
  return added!.id
}

/** The least that a row of each table must have besides its time. */
const rowOf: Record<string, () => object | Promise<object>> = {
  provider_events: () => ({ provider: 'test', event_id: newText() }),
  provider_webhooks: () => ({ provider: 'test', path: '/', verdict: 'signed' }),
  outbox: () => ({ kind: 'test', key: newText(), payload: '{}', state: 'done' }),
  audit: () => ({ action: 'test', outcome: 'ok' }),
  presence_log: () => ({ user_id: company.ids.agent, state: 'away', from_at: new Date(0) }),
  open_pages: async () => {
    const call = { provider: 'test', provider_ref: newText(), direction: 'inbound', state: 'ended' }
    const [added] = await company
      .db('calls')
      .insert({ ...call, created_at: new Date(START) })
      .returning<{ id: string }[]>('id')
    return { call_id: added!.id, node: 'test', opened_at: new Date(0) }
  },
  offer_bars: async () => ({
    interaction_id: await interaction(),
    user_id: company.ids.agent,
    why: 'declined',
  }),
  notices: () => ({ user_id: company.ids.agent, kind: 'test', key: newText(), created_at: new Date(START) }),
  sessions: () => ({
    token_hash: Buffer.from(newText()),
    csrf_token: 'x',
    user_id: company.ids.agent,
    created_at: new Date(0),
    last_seen_at: new Date(0),
    expires_at: new Date(0),
  }),
  password_resets: () => ({
    token_hash: Buffer.from(newText()),
    user_id: company.ids.agent,
    purpose: 'mail',
    created_at: new Date(0),
  }),
  attempts: () => ({ kind: 'sign-in', account: newText(), address: '192.0.2.1' }),
  sign_in_places: () => ({ user_id: company.ids.agent, kind: 'address', value: newText() }),
  provider_visits: () => ({
    state_hash: Buffer.from(newText()),
    browser_hash: Buffer.from('x'),
    secrets_sealed: 'x',
    next: '/',
    issuer: 'https://login.example.com',
  }),
  sign_in_challenges: () => ({
    token_hash: Buffer.from(newText()),
    user_id: company.ids.agent,
    password_mark: Buffer.from('x'),
    made_at: new Date(0),
  }),
  api_tokens: () => ({
    user_id: company.ids.agent,
    name: 'test',
    token_hash: Buffer.from(newText()),
    mark: 'x',
    grants: '{}',
    made_by: company.ids.agent,
    made_at: new Date(0),
  }),
  routing_decisions: async () => ({ interaction_id: await interaction(), why: 'test', candidates: '[]' }),
  routing_rounds: () => ({ roster_id: randomUUID(), moments: '[]', queues: '[]', given: '[]' }),
  routing_rosters: () => ({ agents: '[]' }),
  routing_waits: async () => ({ interaction_id: await interaction(), kinds: 'away', grounds: '[]' }),
  task_passes: async () => ({ task_id: await task(), user_id: company.ids.agent }),
  client_import_rows: async () => ({ import_id: await importOf('client'), line: 1, cells: '[]' }),
  claim_import_rows: async () => ({ import_id: await importOf('claim'), line: 1, cells: '[]' }),
  claim_import_mappings: () => ({
    user_id: company.ids.agent,
    heads_hash: newText(),
    columns: '[]',
    defaults: '{}',
  }),
  claim_imports: () => importRow(START),
  client_import_mappings: () => ({
    user_id: company.ids.agent,
    heads_hash: newText(),
    columns: '[]',
    defaults: '{}',
  }),
  client_imports: () => importRow(START),
  claim_letters_in: async () => {
    const box = { address: 'a@b.test', host: 'b.test', port: 993, secure: true, account: 'a' }
    await company
      .db('mailboxes')
      .insert({ market_id: company.ids.ru, ...box, since: new Date(START) })
      .onConflict()
      .ignore()
    return { market_id: company.ids.ru, ref_hash: Buffer.from(newText()), uid: 1, outcome: 'ignored' }
  },
  media_processes: () => ({ address: newText(), capacity: 1, started_at: new Date(0) }),
}

const put = async ({ table, since }: RetentionRule, at: number | null): Promise<void> => {
  await company.db(table).insert({ ...(await rowOf[table]!()), [since]: at === null ? null : new Date(at) })
}
const timesIn = async ({ table, since }: RetentionRule): Promise<number[]> =>
  company.db(table).whereNotNull(since).orderBy(since).pluck(since)
const clear = async () => {
  for (const { table } of retention) await company.db(table).delete()
}

test.each(retention)('$table goes $keepDays days after $since, and not before', async (rule) => {
  await clear()
  const now = START + 400 * 86_400_000
  const edge = forgottenBefore(rule, now)
  for (const at of [edge - 1_000, edge, edge + 1_000]) {
    // The other rule of notices is not what is looked at here.
    const own = rule.table === 'notices' && rule.since === 'read_at'
    await put(rule, at)
    if (own) await company.db('notices').update({ created_at: new Date(now) })
  }
  await forgetOld(testPlatform(company.db, now))
  expect(await timesIn(rule)).toEqual([edge, edge + 1_000])
})

test('what is not over yet stays, however old it is', async () => {
  await clear()
  for (const table of ['presence_log', 'sessions']) {
    await put(retention.find((rule) => rule.table === table)!, null)
  }
  const outbox = { kind: 'test', payload: '{}', created_at: new Date(0) }
  await company.db('outbox').insert([
    { ...outbox, key: 'waits', state: 'pending' },
    { ...outbox, key: 'dead', state: 'dead', done_at: new Date(0) },
  ])
  expect(await forgetOld(testPlatform(company.db, START + 4_000 * 86_400_000))).toEqual({})
})

test('in small batches, and two workers at once forget each row once', async () => {
  await clear()
  const events = Array.from({ length: 1_030 }, () => ({
    provider: 'test',
    event_id: newText(),
    at: new Date(START),
  }))
  await company.db('provider_events').insert(events)
  const platform = testPlatform(company.db, START + 8 * 86_400_000)
  const size = { batch: 100, batches: 3 }
  expect(await forgetOld(platform, size)).toEqual({ provider_events: 300 })
  const both = await Promise.all([forgetOld(platform, size), forgetOld(platform, size)])
  const removed = both.map((one) => one.provider_events ?? 0)
  for (const count of removed) expect(count).toBeLessThanOrEqual(300)
  const [left] = await company.db('provider_events').count<{ count: number }[]>()
  expect(removed.reduce((sum, count) => sum + count, left!.count)).toBe(730)
  await forgetOld(platform)
  expect(await company.db('provider_events').first()).toBeUndefined()
})

test('every table of the database has its rule, or its reason to stay', async () => {
  const { rows } = await company.db.raw<{ rows: { name: string }[] }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  )
  const ruled = new Set([...retention.map(({ table }) => table), ...Object.keys(keptForGood)])
  expect([...ruled].sort()).toEqual(rows.map(({ name }) => name).sort())
  expect(retention.filter(({ table }) => table in keptForGood)).toEqual([])
})

test('the page for people says the same', () => {
  const page = readFileSync(new URL('../../docs/retention.md', import.meta.url), 'utf8')
  const told = page.match(/^\| `.*$/gm)?.map((row) =>
    row
      .split('|')
      .slice(1, 4)
      .map((cell) => cell.trim()),
  )
  expect(told).toEqual(
    retention.map(({ table, since, keepDays }) => [`\`${table}\``, `\`${since}\``, `${keepDays}`]),
  )
})
