/** Suggestions against the database: their way to a decision, votes counted once, merging, and the author told. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { MoveSuggestionInput } from '#shared/claims/suggestions/suggestion.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { moveSuggestion } from './move-suggestion.ts'
import { openSuggestion } from './open-suggestion.ts'
import { listSuggestions, readSuggestion } from './read-suggestions.ts'
import { voteSuggestion } from './vote-suggestion.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.parse('2026-03-05T10:00+03:00')
const DAY = 86_400_000
let company: SmallCompany
let agent: Actor
let head: Actor
let third: string

beforeAll(async () => {
  company = await createSmallCompany()
  const { db, ids } = company
  const noting = { 'client.read': 'all', 'suggestion.read': 'all', 'suggestion.note': 'all' } as const
  agent = company.actor(ids.agent, noting)
  head = company.actor(ids.head, { ...noting, 'suggestion.decide': 'all' })
  const card = { kind: 'company', market_id: ids.ru }
  third = (
    await db('clients')
      .insert({ ...card, name: 'Третий' })
      .returning('id')
  )[0].id
  const deal = { manager_id: ids.agent, market_id: ids.ru, currency: 'RUB', opened_at: new Date(now) }
  const won = (client_id: string, house_minor: number, daysAgo: number) => ({
    ...deal,
    client_id,
    state: 'won',
    amount_minor: house_minor,
    house_minor,
    stage_at: new Date(now),
    closed_at: new Date(now - daysAgo * DAY),
    credited_id: ids.agent,
  })
  await db('deals').insert([
    won(ids.clientRu, 700, 3),
    won(ids.clientCn, 50, 3),
    won(ids.clientRu, 9_000, 400),
  ])
})
afterAll(() => company.drop())

const open = (title: string, clientId = company.ids.clientRu) =>
  inTransaction(company.db, (trx) =>
    openSuggestion(
      trx,
      { actor: agent, now },
      { clientId, title, description: 'как сказал', productId: company.ids.product },
    ),
  )
const vote = (id: string, clientId: string) =>
  inTransaction(company.db, (trx) => voteSuggestion(trx, { actor: agent, now }, id, { clientId }))
const move = (id: string, input: MoveSuggestionInput) =>
  inTransaction(company.db, (trx) => moveSuggestion(trx, { actor: head, now }, id, input))
const pageOf = (id: string, actor = head) => readSuggestion(company.db, actor, id, now)
const countsOf = async (id: string) => {
  const { votes, revenueMinor } = (await pageOf(id)).suggestion
  return [votes, revenueMinor]
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof HubError) return error.fields ?? error.code
      throw error
    },
  )

test('a client counts once; what they bought in a year is seen by who decides', async () => {
  const { id } = await open('короткий лист')
  expect(await countsOf(id)).toEqual([1, 700])
  await vote(id, company.ids.clientCn)
  await vote(id, company.ids.clientCn)
  expect(await countsOf(id)).toEqual([2, 750])
  expect((await pageOf(id, agent)).suggestion.revenueMinor).toBeNull()
  expect((await pageOf(id)).voters.map((one) => one.author)).toEqual([true, false])
  const mine = company.actor(company.ids.agent, { 'suggestion.read': 'all', 'client.read': 'own' })
  expect((await pageOf(id, mine)).voters.map((one) => one.client)).toEqual([null, null])
})

test('merged into another it goes on there: a client of both counts once, also when that is merged on', async () => {
  const [one, two, three] = [await open('а'), await open('б', company.ids.clientCn), await open('в', third)]
  await vote(two.id, company.ids.clientRu)
  await move(one.id, { move: 'merge', version: 1, intoId: two.id })
  expect(await countsOf(two.id)).toEqual([2, 750])
  await move(two.id, { move: 'merge', version: 1, intoId: three.id })
  expect(await countsOf(three.id)).toEqual([3, 750])
  expect((await pageOf(one.id)).into?.id).toBe(three.id)
  expect((await pageOf(three.id)).merged.map((each) => each.id)).toEqual([one.id, two.id])
  expect(await refusal(vote(one.id, third))).toBe('merged_suggestion')
  expect(await refusal(move(three.id, { move: 'merge', version: 1, intoId: one.id }))).toEqual({
    intoId: 'is_merged',
  })
  expect(await refusal(move(three.id, { move: 'merge', version: 1, intoId: three.id }))).toEqual({
    intoId: 'same_suggestion',
  })
  const cards = await company.db('timeline').where({ kind: 'suggestion', client_id: company.ids.clientRu })
  expect(cards.filter((line) => line.summary.suggestionId === three.id)).toHaveLength(2)
})

test('released or declined, each author is to be told, those of the merged ones too, once', async () => {
  const [main, joined, again] = [await open('цвет'), await open('окраска', third), await open('тон')]
  await move(joined.id, { move: 'merge', version: 1, intoId: main.id })
  await move(again.id, { move: 'merge', version: 1, intoId: main.id })
  await vote(main.id, company.ids.clientCn)
  expect(await refusal(move(main.id, { move: 'release', version: 1 }))).toBe('move_not_allowed')
  await move(main.id, { move: 'review', version: 1 })
  await move(main.id, { move: 'accept', version: 2 })
  expect(await refusal(move(main.id, { move: 'release', version: 2 }))).toBe('stale')
  await move(main.id, { move: 'release', version: 3 })
  const tasks = await company.db('tasks').where({ owner_id: head.userId }).orderBy('id')
  expect(tasks.map((task) => task.client_id).sort()).toEqual([company.ids.clientRu, third].sort())
  expect(
    tasks.every(
      (task) => task.title.includes('(released) — цвет') || task.title.includes('(выполнено) — цвет'),
    ),
  ).toBe(true)
  expect((await pageOf(main.id)).voters.filter((one) => one.told)).toHaveLength(2)
  const declined = await open('подешевле')
  await move(declined.id, { move: 'decline', version: 1, reason: 'себестоимость' })
  expect((await pageOf(declined.id)).reason).toBe('себестоимость')
  await move(declined.id, { move: 'reconsider', version: 2 })
  expect((await pageOf(declined.id)).reason).toBeNull()
})

test('two decide at once: one is told that it is stale', async () => {
  const { id } = await open('быстрее')
  const outcomes = await Promise.all([
    refusal(move(id, { move: 'review', version: 1 })),
    refusal(move(id, { move: 'decline', version: 1, reason: 'нет' })),
  ])
  expect(outcomes.sort()).toEqual(['stale', null].sort())
})

test('the list goes by votes, finds by a piece of the title, and comes page by page', async () => {
  const { id } = await open('оцинковка потолще')
  await vote(id, third)
  await vote(id, company.ids.clientCn)
  const asked = { sort: 'votes' as const, limit: 1 }
  const first = await listSuggestions(company.db, head, asked, now)
  expect([first.suggestions[0]?.votes, first.next]).toEqual([3, '1'])
  const second = await listSuggestions(company.db, head, { ...asked, after: '1' }, now)
  expect(second.suggestions[0]?.id).not.toBe(first.suggestions[0]?.id)
  const found = await listSuggestions(company.db, head, { ...asked, search: 'цинков' }, now)
  expect(found.suggestions.map((one) => one.id)).toEqual([id])
})
