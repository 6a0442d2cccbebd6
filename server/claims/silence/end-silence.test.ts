import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { MoveClaimInput } from '#shared/claims/claim.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../../tests/harness/test-platform.ts'
import { type ClaimRow, lockClaimOfHub, readClaimRow } from '../claim.store.ts'
import { noteWord } from '../clocks/words/note-word.ts'
import { hearClient } from '../follow/hear-client.ts'
import { readClaimConversation } from '../follow/read-conversation.ts'
import { assignClaim, clientWrote, endSilence, moveClaim, openClaim } from '../index.ts'
import { mergeClaim } from '../joining/merge-claim.ts'
import { readClaim } from '../read-claims.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DAY_MS = 86_400_000
const opened = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
let platform: TestPlatform
let handler: Actor

beforeAll(async () => {
  company = await createSmallCompany()
  const role = await company.db('roles').insert({ code: 'h', name_ru: 'h', name_en: 'h' }).returning('id')
  await company.db('role_grants').insert({ role_id: role[0].id, permission: 'claim.work', scope: 'all' })
  await company.db('user_roles').insert({ user_id: company.ids.handler, role_id: role[0].id })
  const right = {
    'client.read': 'all',
    'claim.open': 'all',
    'claim.read': 'all',
    'claim.work': 'all',
  } as const
  handler = company.actor(company.ids.handler, right)
  await company
    .db('addresses')
    .insert({ client_id: company.ids.clientRu, kind: 'email', value: 'client@example.test' })
})
beforeEach(() => {
  platform = Object.assign(testPlatform(company.db, opened), {
    config: { HOST: '127.0.0.1', PORT: 3000, SECRET_KEY: 'k'.repeat(32), MAIL_FROM: 'hub@example.test' },
  }) as never
})
afterAll(() => company.drop())

const move = (id: string, input: MoveClaimInput) =>
  inTransaction(company.db, (trx) => moveClaim(trx, { actor: handler, now: platform.clock.now() }, id, input))
const rowOf = (id: string) => company.db('claims').where({ id }).first()
const answered = async (clientId = company.ids.clientRu): Promise<string> => {
  const category = await company.db('claim_categories').where({ code: 'quality' }).first()
  const doing = { actor: handler, now: platform.clock.now() }
  const { id } = await inTransaction(company.db, (trx) =>
    openClaim(trx, doing, { clientId, categoryId: category.id, severity: 'low', description: 'x' }),
  )
  await inTransaction(company.db, (trx) =>
    assignClaim(trx, doing, id, { handlerId: handler.userId, version: 1 }),
  )
  await move(id, { move: 'acknowledge', version: 2 })
  await move(id, { move: 'answer', version: 3, answer: 'replaced' })
  return id
}
const sweepAfter = (days: number) => {
  platform.advance(opened + days * DAY_MS - platform.clock.now())
  return endSilence(platform)
}
const letters = async (id: string) =>
  (await company.db('outbox').where('key', 'like', `%claim-client:${id}:reminder%`)).length
const told = (id: string, kind: string) =>
  company.db('notices').where({ kind }).whereRaw(`data ->> 'claimId' = ?`, [id])

test('a client who stays silent is reminded twice and no more, then the claim is closed on that ground', async () => {
  const id = await answered()
  expect(await sweepAfter(2.9)).toBe(0)
  expect(await sweepAfter(3)).toBe(1)
  expect([await letters(id), (await told(id, 'claim-reminded')).length]).toEqual([1, 1])
  expect(await sweepAfter(6.9)).toBe(0)
  expect(await sweepAfter(7)).toBe(1)
  expect(await sweepAfter(13.9)).toBe(0)
  expect(await sweepAfter(14)).toBe(1)
  expect(await rowOf(id)).toMatchObject({
    state: 'closed',
    closing_ground: 'silence',
    closed_at: opened + 14 * DAY_MS,
    lapse_at: null,
  })
  expect(await letters(id)).toBe(2)
  const log = await company.db('events').where({ subject_id: id }).orderBy('id').pluck('kind')
  expect(log.filter((kind) => kind === 'claim.reminded')).toHaveLength(2)
  expect(await sweepAfter(60)).toBe(0)
})

test('a word in between stops the waiting; a later one reopens the same claim, but not for ever', async () => {
  const id = await answered()
  await sweepAfter(3)
  const { version } = await rowOf(id)
  await move(id, { move: 'dispute', version, grounds: 'still rusty' })
  expect(await rowOf(id)).toMatchObject({ lapse_at: null, remind_at: null, reminders: 0 })
  expect(await sweepAfter(20)).toBe(0)
  await move(id, { move: 'answer', version: version + 1, answer: 'money' })
  for (const day of [23, 27, 34]) await sweepAfter(day)
  const closed = await rowOf(id)
  expect(closed.closing_ground).toBe('silence')
  const reopen: MoveClaimInput = { move: 'reopen', version: closed.version, grounds: 'no money came' }
  platform.advance(30 * DAY_MS + 1)
  await expect(move(id, reopen)).rejects.toMatchObject({ code: 'reopen_too_late', facts: { days: 30 } })
  // Nor does the page offer what is refused.
  const offered = async () => (await readClaim(company.db, handler, id, platform.clock.now())).moves
  expect(await offered()).toEqual([])
  platform.advance(-1)
  expect((await offered()).map((one) => one.move)).toEqual(['reopen'])
  await move(id, reopen)
  expect(await rowOf(id)).toMatchObject({ state: 'acknowledged', closing_ground: null, closed_at: null })
})

test('whoever wrote after the answer is not silent: nothing is sent or closed before we reply, and then it waits anew', async () => {
  const id = await answered()
  await sweepAfter(3)
  await inTransaction(company.db, async (trx) =>
    clientWrote(trx, { actor: null }, await readClaimRow(trx, id), platform.clock.now()),
  )
  expect(await sweepAfter(40)).toBe(0)
  const reply = { word: 'told', by: 'call', version: (await rowOf(id)).version } as const
  const doing = { actor: handler, now: platform.clock.now() }
  await inTransaction(company.db, (trx) => noteWord(trx, doing, id, reply))
  // Of two reminders one was sent before they wrote.
  for (const day of [43, 47, 53.9]) await sweepAfter(day)
  expect([await letters(id), (await rowOf(id)).state]).toEqual([2, 'communicated'])
  expect(await sweepAfter(54)).toBe(1)
  expect(await rowOf(id)).toMatchObject({ state: 'closed', closing_ground: 'silence' })
})

const hear = (id: string, text: string, channel: 'page' | 'mail' = 'page') =>
  inTransaction(company.db, async (trx) => {
    const word = { id: randomUUID(), channel, text, now: platform.clock.now() }
    return hearClient(trx, (await lockClaimOfHub(trx, id)) as ClaimRow, word)
  })
const runningOf = (id: string) =>
  company.db('claim_clocks').where({ claim_id: id }).whereNull('stopped_at').pluck('kind')
const lapsed = async (): Promise<string> => {
  const id = await answered()
  for (const day of [3, 7, 14]) await sweepAfter(day)
  expect((await rowOf(id)).closing_ground).toBe('silence')
  return id
}

test('a word on what silence closed reopens it by itself, on any channel, and only for as long as it may be', async () => {
  const id = await lapsed()
  await hear(id, 'the money never came', 'mail')
  expect(await rowOf(id)).toMatchObject({
    state: 'acknowledged',
    grounds: 'the money never came',
    closed_at: null,
    closing_ground: null,
  })
  expect(await runningOf(id)).toContain('final-answer')
  const news = async (of: string) => [
    (await told(of, 'claim-moved')).filter(({ data }) => data.move === 'reopen').length,
    (await told(of, 'claim-heard')).length,
  ]
  expect(await news(id)).toEqual([1, 0])
  platform.advance(opened - platform.clock.now())
  const late = await lapsed()
  platform.advance(30 * DAY_MS + 1)
  await hear(late, 'and now?')
  expect(await rowOf(late)).toMatchObject({ state: 'closed', closing_ground: 'silence' })
  expect([await news(late), await runningOf(late)]).toEqual([[0, 1], []])
})

test('a word on what the client had confirmed is told to the handler, and opens nothing', async () => {
  const id = await answered()
  await move(id, { move: 'verify', version: 4 })
  await move(id, { move: 'close', version: 5 })
  await hear(id, 'thank you')
  expect(await rowOf(id)).toMatchObject({ state: 'closed', closing_ground: 'verified', version: 6 })
  expect([await runningOf(id), (await told(id, 'claim-heard')).length]).toEqual([[], 1])
})

test('a word on a merged claim stands among its words and is answered where it goes on', async () => {
  const [gone, other] = [await answered(), await answered()]
  const doing = { actor: handler, now: platform.clock.now() }
  const merging = { into: other, version: 4 }
  await inTransaction(company.db, (trx) => mergeClaim(trx, platform, doing, gone, merging))
  await hear(gone, 'what of it?')
  expect(await company.db('claim_messages').where({ claim_id: gone }).pluck('text')).toEqual(['what of it?'])
  expect([await runningOf(gone), await runningOf(other)]).toEqual([[], ['reply']])
  expect(await told(other, 'claim-heard')).toHaveLength(1)
  const { messages } = await readClaimConversation(platform, handler, other)
  expect(messages.map(({ text }) => text)).toEqual(['what of it?'])
})

test('where no e-mail is known the handler is asked to call', async () => {
  const id = await answered(company.ids.clientCn)
  await sweepAfter(3)
  expect(await letters(id)).toBe(0)
  expect(await told(id, 'claim-to-call')).toHaveLength(1)
})

test('of a client whom nobody knows any more nobody is reminded, and the claim is closed in its time', async () => {
  const forgotten = { kind: 'company', name: 'x', market_id: company.ids.ru }
  const [client] = await company.db('clients').insert(forgotten).returning('id')
  const id = await answered(client.id)
  await company
    .db('clients')
    .where({ id: client.id })
    .update({ erased_at: new Date(opened) })
  for (const day of [3, 7, 14]) await sweepAfter(day)
  expect([await letters(id), (await told(id, 'claim-to-call')).length]).toEqual([0, 0])
  expect((await rowOf(id)).closing_ground).toBe('silence')
})

test('after a standstill the client is reminded first and has a day; a sweep that dies leaves nothing behind', async () => {
  const id = await answered()
  platform.advance(40 * DAY_MS)
  await company.db.raw(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$;
    create constraint trigger refuse after update on claims deferrable initially deferred
      for each row execute function refuse()`)
  expect(await endSilence(platform)).toBe(0)
  expect([await letters(id), (await told(id, 'claim-reminded')).length]).toEqual([0, 0])
  await company.db.raw('drop function refuse cascade')
  const both = await Promise.all([endSilence(platform), endSilence(platform)])
  expect(both[0] + both[1]).toBeGreaterThan(0)
  expect(await letters(id)).toBe(1)
  expect((await rowOf(id)).state).toBe('communicated')
  platform.advance(DAY_MS)
  for (let round = 0; round < 3; round += 1) {
    await endSilence(platform)
    platform.advance(DAY_MS)
  }
  expect(await rowOf(id)).toMatchObject({ state: 'closed', closing_ground: 'silence' })
})

test('what was confirmed, refused or withdrawn closes by itself in the end, on its own ground', async () => {
  const id = await answered()
  await move(id, { move: 'verify', version: 4 })
  await sweepAfter(14)
  expect(await rowOf(id)).toMatchObject({ state: 'closed', closing_ground: 'verified' })
  expect(await letters(id)).toBe(0)
})
