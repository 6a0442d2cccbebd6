/** "Why did this caller wait?", answered when the wait is over. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { houseOf } from '#server/app.ts'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { type Company, makeCompany } from '../../tests/harness/company.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { explainMoment, explainRouting } from './explain-routing.ts'
import { createRounds } from './make-offers.ts'
import type { Routing } from './routing.ts'

let database: TestDatabase
let db: Database
let company: Company
let platform: TestPlatform
let house: Routing
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 4 })
  company = await makeCompany(db)
  platform = testPlatform(db)
  house = houseOf(platform)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const seat = (name: 'agent' | 'agent2', row: Record<string, unknown>) => {
  const seen = { desk_ok: true, desk_seen_at: new Date(platform.clock.now() + 86_400_000) }
  const user_id = company.users[name]
  return db('agents')
    .insert({ user_id, chosen: 'available', idle_since: new Date(), ...seen, ...row })
    .onConflict('user_id')
    .merge()
}
const wait = async (): Promise<string> => {
  const at = new Date(platform.clock.now())
  const [row] = await db('interactions')
    .insert({
      channel: 'call',
      direction: 'inbound',
      state: 'waiting',
      queue_id: company.queues['sales-ru'],
      arrived_at: at,
      queued_at: at,
    })
    .returning('id')
  return row.id
}

test('each change of the grounds is kept with its time, and a tick that changes nothing is not', async () => {
  const [round, otherNode] = [createRounds(house), createRounds(house)]
  const id = await wait()
  const start = platform.clock.now()
  await round()
  await round()
  await otherNode()
  platform.advance(11_000)
  await round()
  await seat('agent', { chosen: 'away' })
  await round()
  await seat('agent2', { chosen: 'away' })
  await round()
  platform.advance(5_000)
  await seat('agent2', { desk_ok: false })
  await otherNode()
  await round()
  const { waits } = await explainRouting(house, id)
  expect(waits.map(({ at, grounds }) => ({ at, grounds }))).toEqual([
    { at: start, grounds: [] },
    { at: start + 11_000, grounds: [{ ground: 'away', agents: 1 }] },
    {
      at: start + 16_000,
      grounds: [
        { ground: 'away', agents: 1 },
        { ground: 'unreachable', agents: 1 },
      ],
    },
  ])
  const grounds = async (roundId: string | null) => {
    const { candidates } = await explainMoment(db, id, roundId!)
    return candidates.map(({ agentId, ground }) => [agentId, ground])
  }
  const [nobody, away, both] = waits
  expect(await grounds(nobody!.roundId)).toEqual([])
  expect(await grounds(away!.roundId)).toEqual([[company.users.agent, 'away']])
  expect(new Set(await grounds(both!.roundId))).toEqual(
    new Set([
      [company.users.agent2, 'unreachable'],
      [company.users.agent, 'away'],
    ]),
  )
  const other = company.users.agent
  await expect(explainMoment(db, other, both!.roundId!)).rejects.toMatchObject({ status: 404 })
  await db('routing_rounds').delete()
  await expect(explainMoment(db, id, both!.roundId!)).rejects.toMatchObject({ status: 404 })
})

test('what cannot be kept stops no round', async () => {
  const round = createRounds(house)
  await wait()
  await db.schema.renameTable('routing_waits', 'routing_waits_away')
  expect(await round()).toMatchObject({ made: 0 })
  await db.schema.renameTable('routing_waits_away', 'routing_waits')
  await round()
  expect(await db('routing_waits').distinct('interaction_id')).toHaveLength(2)
})
