import { afterAll, beforeEach, expect, test } from 'vitest'
import { setPresence } from '#server/agents/index.ts'
import { houseOf } from '#server/app.ts'
import { type Database, inTransaction, openDatabase } from '#server/platform/database.ts'
import { type Company, makeCompany } from '../../tests/harness/company.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import { withdrawOffer } from './end-offer.ts'
import { readAgents, readWaiting } from './facts.store.ts'
import { makeOffers } from './make-offers.ts'
import { activeQueues } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'
import { type Planned, writeOffers } from './write-offers.ts'

const START = Date.UTC(2026, 2, 16, 9)
const opened: { db: Database; database: TestDatabase }[] = []
let db: Database
let company: Company
let house: Routing

beforeEach(async () => {
  const database = await createTestDatabase()
  db = openDatabase(database.url, { max: 4 })
  opened.push({ db, database })
  company = await makeCompany(db)
  house = houseOf(testPlatform(db, START))
  for (const name of ['agent', 'agent2'] as const) {
    const userId = company.users[name]
    const choice = { userId, byId: userId, chosen: 'available' as const, reason: null, next: false }
    await inTransaction(db, (trx) => setPresence(trx, choice, START))
    await db('agents')
      .where({ user_id: userId })
      .update({ desk_ok: true, desk_seen_at: new Date(START) })
  }
})
afterAll(async () => {
  for (const one of opened) {
    await one.db.destroy()
    await one.database.drop()
  }
})

const waits = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const queued = new Date(START - 60_000 + n)
    const [call] = await db('calls')
      .insert({
        provider: 'test',
        provider_ref: String(n),
        direction: 'inbound',
        state: 'live',
        language: 'ru',
        created_at: queued,
      })
      .returning('id')
    const [row] = await db('interactions')
      .insert({
        channel: 'call',
        direction: 'inbound',
        state: 'waiting',
        call_id: call.id,
        queue_id: company.queues['sales-ru'],
        arrived_at: queued,
        queued_at: queued,
      })
      .returning('id')
    ids.push(row.id)
  }
  return ids
}

const plan = async (pairs: [interactionId: string, agentId: string][]): Promise<Planned[]> => {
  const queues = new Map((await activeQueues(db)).map((queue) => [queue.id, queue]))
  const items = await readWaiting(db, queues, START)
  return pairs.map(([interactionId, agentId]) => {
    const item = items.find(({ id }) => id === interactionId)!
    return {
      item,
      queue: queues.get(item.queueId)!,
      offer: { interactionId, agentId, ring: 0, score: 1, why: 'idle' } as never,
    }
  })
}

test('a round gives the first in line to those who are free, up to what each can carry', async () => {
  await db('agents').where({ user_id: company.users.agent }).update({ capacity: 2 })
  const ids = await waits(5)
  expect((await makeOffers(house)).made).toBe(3)
  const offers = await db('offers').orderBy('made_at')
  expect(new Set(offers.map((offer) => offer.interaction_id))).toEqual(new Set(ids.slice(0, 3)))
  expect(offers.filter((offer) => offer.user_id === company.users.agent)).toHaveLength(2)

  const legs = await db('legs')
  for (const offer of offers) {
    expect(legs.find((leg) => leg.id === offer.leg_id)).toMatchObject({
      user_id: offer.user_id,
      side: 'agent',
      state: 'invited',
      part: 'alone',
    })
    const leases = await db('busy_leases').where({ subject_id: offer.id })
    expect(leases).toMatchObject([{ user_id: offer.user_id, kind: 'offer' }])
    expect(leases[0].expires_at).toBeGreaterThan(offer.expires_at)
  }
  const lines = await db('presence_log').whereNull('to_at').select('user_id', 'state')
  expect(lines).toHaveLength(2)
  expect(lines.every(({ state }) => state === 'offered')).toBe(true)
  const told = await db('events').where({ kind: 'offer.made' }).pluck('subject_id')
  expect(new Set(told)).toEqual(new Set(offers.map(({ id }) => id)))
  expect(await db('events').where({ kind: 'agent.busy' })).toHaveLength(3)
  expect(await db('routing_decisions')).toHaveLength(3)

  expect((await makeOffers(house)).made).toBe(0)
  expect((await readAgents(db, START)).map((agent) => agent.capacityLeft)).toEqual([0, 0])
})

test('what a hang-up or other work came before is left out, and the rest is written', async () => {
  const [gone, taken, kept] = (await waits(3)) as [string, string, string]
  const planned = await plan([
    [gone, company.users.agent],
    [taken, company.users.agent2],
    [kept, company.users.agent],
  ])
  await db('interactions')
    .where({ id: gone })
    .update({ state: 'closed', closed_at: new Date(START) })
  await db('busy_leases').insert({
    user_id: company.users.agent2,
    kind: 'wrap-up',
    subject_id: gone,
    owner: 'test',
    taken_at: new Date(START),
    expires_at: new Date(START + 60_000),
  })
  const made = await inTransaction(db, (trx) => writeOffers(trx, planned, house))
  expect(made).toBe(1)
  expect(await db('offers').select('interaction_id', 'user_id', 'state')).toEqual([
    { interaction_id: kept, user_id: company.users.agent, state: 'pending' },
  ])
  expect(await db('legs')).toHaveLength(1)
})

test('an offer never ends before it was made, however late the clock that ends it', async () => {
  const [interactionId] = await waits(1)
  await makeOffers(house)
  await inTransaction(db, (trx) => withdrawOffer(trx, house, interactionId!, 'hung-up', START - 3))
  const [offer] = await db('offers')
  expect(offer).toMatchObject({ state: 'withdrawn', made_at: START, ended_at: START })
})
