/**
 * Two nodes, twenty agents, three hundred calls: random accepts, declines, expiries and hang-ups. No invariant breaks,
 * and every call is accounted for. The calls have no sound: what is raced here is the rows.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPresence } from '#server/agents/index.ts'
import { cheapCost, createUser, hashPassword } from '#server/identity/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import { acceptOffer } from '#server/routing/accept-offer.ts'
import { declineOffer } from '#server/routing/end-offer.ts'
import { hangUp } from '#server/routing/hang-up.ts'
import type { Routing } from '#server/routing/index.ts'
import { applyCallEvent, receiveArrival } from '#server/telephony/index.ts'
import { createRandom } from '../../scripts/demo/random.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'

const AGENTS = 20
const CALLS = 300
const random = createRandom(7)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Losing a race is an answer, not a fault. */
const unlessRefused = async (deed: Promise<unknown>) => {
  try {
    await deed
  } catch (error) {
    if (!(error instanceof HubError)) throw error
  }
}

let hub: Hub
let nodes: Routing[]
const agents: string[] = []
let over = false

beforeAll(async () => {
  hub = await startHub()
  nodes = [hub.app.house, (await hub.addNode()).house]
  await hub.platform
    .db('queues')
    .update({ offer_for_ms: 1_500, wrap_up_ms: 200, max_waiting: 1_000, needs: '[]' })
  const passwordHash = await hashPassword('a long enough secret', cheapCost)
  await inTransaction(hub.platform.db, async (trx) => {
    for (let index = 0; index < AGENTS; index += 1) {
      const user = {
        email: `race${index}@example.test`,
        name: `Race ${index}`,
        passwordHash,
        language: 'ru' as const,
        roles: ['agent'],
      }
      const userId = await createUser(trx, user)
      agents.push(userId)
      for (const queue_id of Object.values(hub.company.queues))
        await trx('queue_agents').insert({ queue_id, user_id: userId })
      await setPresence(
        trx,
        { userId, byId: userId, chosen: 'available', reason: null, next: false },
        hub.clock.now(),
      )
      // A desk that answers for as long as the test lasts.
      await trx('agents')
        .where({ user_id: userId })
        .update({ desk_ok: true, desk_seen_at: new Date(hub.clock.now() + 3_600_000) })
    }
  })
}, 60_000)
afterAll(() => hub.stop())

const node = () => random.pick(nodes)

const placeCall = async (index: number): Promise<void> => {
  const house = node()
  const arrival = await receiveArrival(house, {
    provider: 'race',
    providerRef: String(index),
    direction: 'inbound',
    caller: random.chance(0.5) ? hub.company.client.phone : `+7912${random.digits(7)}`,
    verified: false,
    clientId: null,
    language: 'ru',
    flowCode: 'main',
    mediaId: null,
    address: null,
    tokenHash: null,
    at: hub.clock.now(),
  })
  if (!arrival) throw new Error('a fresh call was taken for a repeat')
  const { call, leg } = arrival
  const news = (what: Record<string, unknown>, id: string) =>
    applyCallEvent(node(), {
      ...what,
      provider: 'race',
      eventId: `${index}:${id}`,
      callId: call.id,
      at: hub.clock.now(),
    } as never)
  await news({ kind: 'leg-connected', legId: leg.id }, 'connected')
  // News comes twice, and late (invariant 7).
  if (random.chance(0.3)) await news({ kind: 'leg-connected', legId: leg.id }, 'connected')
  await news({ kind: 'digits', digits: '1' }, 'language')
  if (random.chance(0.05)) return news({ kind: 'hung-up' }, 'in-menu')
  await news({ kind: 'digits', digits: random.pick(['1', '2', '3']) }, 'topic')
  await pause(random.exponential(4_000))
  if (random.chance(0.6)) await news({ kind: 'hung-up' }, 'impatient')
}

const beAgent = async (userId: string): Promise<void> => {
  const { db } = hub.platform
  while (!over) {
    await pause(random.int(60, 200))
    const house = node()
    const agent = await db('agents').where({ user_id: userId }).first('held_by')
    if (agent.held_by && random.chance(0.3)) {
      const choice = { userId, byId: userId, chosen: 'available' as const, reason: null, next: false }
      await inTransaction(db, (trx) => setPresence(trx, choice, hub.clock.now()))
    }
    const offer = await db('offers').where({ user_id: userId, state: 'pending' }).first('id')
    if (offer) {
      const deed = random.weighted([
        ['accept', 7],
        ['decline', 2],
        ['ignore', 1],
      ] as const)
      if (deed === 'accept') await unlessRefused(acceptOffer(house, offer.id, userId))
      if (deed === 'decline') await unlessRefused(declineOffer(house, offer.id, userId, 'busy'))
      if (deed === 'ignore') await pause(300)
    }
    const talk = await db('interactions').where({ agent_id: userId, state: 'talking' }).first('call_id')
    if (talk && random.chance(0.5)) await unlessRefused(hangUp(house, talk.call_id, userId))
  }
}

test('every call is accounted for, and nobody held two things at once', async () => {
  const { db } = hub.platform
  const working = agents.map(beAgent)
  const calling: Promise<void>[] = []
  for (let index = 0; index < CALLS; index += 1) {
    calling.push(placeCall(index))
    await pause(random.int(5, 45))
  }
  await Promise.all(calling)
  await eventually(async () => {
    const open = await db('interactions').whereNot('state', 'closed').count({ n: '*' }).first<{ n: number }>()
    expect(open.n).toBe(0)
  }, 120_000)
  over = true
  await Promise.all(working)

  const { rows: outcomes } = await db.raw(
    `select outcome, count(*)::int as n from interactions group by outcome`,
  )
  expect(outcomes.reduce((sum: number, row: { n: number }) => sum + row.n, 0)).toBe(CALLS)
  expect(outcomes.every((row: { outcome: string | null }) => row.outcome !== null)).toBe(true)
  expect(outcomes.find((row: { outcome: string }) => row.outcome === 'handled')?.n).toBeGreaterThan(
    CALLS / 10,
  )

  // One talk at a time for each agent, and one agent at a time for each interaction (invariant 2).
  const { rows: overlaps } = await db.raw(
    `select a.id from talks a join talks b on a.id < b.id and (a.user_id = b.user_id or a.interaction_id = b.interaction_id)
      where tstzrange(a.from_at, a.to_at) && tstzrange(b.from_at, b.to_at)`,
  )
  expect(overlaps).toEqual([])
  // One offer at a time for each interaction and each agent.
  const { rows: doubled } = await db.raw(
    `select a.id from offers a join offers b on a.id < b.id and (a.user_id = b.user_id or a.interaction_id = b.interaction_id)
      where tstzrange(a.made_at, a.ended_at) && tstzrange(b.made_at, b.ended_at)`,
  )
  expect(doubled).toEqual([])
  // Each talk began with exactly one accepted offer.
  const { rows: talks } = await db.raw(
    `select (select count(*) from talks)::int as talks, (select count(*) from offers where state = 'accepted')::int as accepted`,
  )
  expect(talks[0].talks).toBe(talks[0].accepted)
  // Each closing is in the log once, and in the record once.
  const { rows: closed } = await db.raw(
    `select count(*)::int as n, count(distinct subject_id)::int as d from events where kind = 'interaction.closed'`,
  )
  expect(closed[0]).toEqual({ n: CALLS, d: CALLS })
  await eventually(async () => {
    const { rows } = await db.raw(
      `select count(*)::int as n from record_lines where kind = 'interaction.closed'`,
    )
    expect(rows[0].n).toBe(CALLS)
  }, 20_000)
  // Nothing is left busy.
  await eventually(async () => expect(await db('busy_leases')).toEqual([]), 20_000)
  expect(await db('offers').where({ state: 'pending' })).toEqual([])
}, 240_000)
