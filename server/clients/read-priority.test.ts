import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPriority as wire } from '#shared/clients/priority.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { readPriority } from './read-priority.ts'

let company: SmallCompany
let platform: TestPlatform
const DAY = 86_400_000

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const reader = (grants: Record<string, 'own' | 'all'>) =>
  company.actor(company.ids.head, { 'client.read': 'all', ...grants })

test('each point names the deal, claim or call it is given for, as far as the reader may see it', async () => {
  const { db, ids } = company
  const now = platform.clock.now()
  const deal = (more: object) => ({
    client_id: ids.clientRu,
    manager_id: ids.agent,
    market_id: ids.ru,
    currency: 'RUB',
    opened_at: new Date(now - 40 * DAY),
    stage_at: new Date(now - 40 * DAY),
    ...more,
  })
  const closed = { closed_at: new Date(now - DAY), credited_id: ids.agent, house_minor: 500_000, rate: 1 }
  const [won] = await db('deals')
    .insert(deal({ state: 'won', ...closed }))
    .returning(['id', 'number'])
  const [open] = await db('deals')
    .insert(deal({ state: 'negotiating' }))
    .returning(['id', 'number'])
  const [call] = await db('interactions')
    .insert({
      channel: 'phone',
      direction: 'inbound',
      state: 'closed',
      outcome: 'abandoned',
      client_id: ids.clientRu,
      arrived_at: new Date(now - 2 * DAY),
    })
    .returning('id')
  const all = await readPriority(
    platform,
    reader({ 'deal.read': 'all', 'claim.read': 'all', 'interaction.read': 'all' }),
    ids.clientRu,
  )
  expect(wire.reply.safeParse(all).success).toBe(true)
  expect(all.points.map(({ fact, points, of }) => [fact, points, of.count, of.shown])).toEqual([
    ['won-year', 5, 1, [{ id: won.id, label: String(won.number) }]],
    ['lost-calls', 5, 1, [{ id: call.id, label: String(now - 2 * DAY) }]],
    ['open-deals', 8, 1, [{ id: open.id, label: String(open.number) }]],
    ['in-touch', 5, 1, [{ id: call.id, label: String(now - 2 * DAY) }]],
  ])
  expect(all.score).toBe(23)
  // The score is one for everyone; what is another's is counted, not shown.
  const own = await readPriority(platform, reader({ 'deal.read': 'own' }), ids.clientRu)
  expect(own.score).toBe(23)
  expect(own.points.flatMap(({ of }) => of.shown)).toEqual([])
  await expect(
    readPriority(platform, company.actor(ids.agent, { 'client.read': 'own' }), ids.clientRu),
  ).rejects.toMatchObject({ status: 404 })
})
