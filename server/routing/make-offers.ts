/**
 * One round of routing: read, decide (shared/routing/decide.ts), write. Rounds of all nodes take turns under a lock;
 * what a round loses to a hang-up or another's answer it leaves, and the next round decides anew.
 */
import { decide } from '#shared/routing/decide.ts'
import { inTransaction } from '../platform/database.ts'
import { writeDecisions } from './decision.store.ts'
import { readAgents, readWaiting, rulesOf } from './facts.store.ts'
import { activeQueues } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'
import { type Planned, writeOffers } from './write-offers.ts'

export type Round = { made: number; nextWakeAt: number | null }

/** A round writes at most so many offers, so that its transaction stays short (invariant 4). */
const OFFERS_A_ROUND = 50

export const makeOffers = (house: Routing): Promise<Round & { more: boolean }> =>
  inTransaction(house.db, async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('routing', 0))`)
    const now = house.clock.now()
    const queues = new Map((await activeQueues(trx)).map((queue) => [queue.id, queue]))
    const waiting = await readWaiting(trx, queues, now)
    if (waiting.length === 0) return { made: 0, nextWakeAt: null, more: false }
    const agents = await readAgents(trx, now)
    const rules = [...queues.values()].map(rulesOf)
    const decision = decide(waiting, agents, rules, now)
    const offers = decision.offers.slice(0, OFFERS_A_ROUND)
    const items = new Map(waiting.map((item) => [item.id, item]))
    const planned = offers.flatMap((offer): Planned[] => {
      const item = items.get(offer.interactionId)
      const queue = item && queues.get(item.queueId)
      return item && queue ? [{ offer, item, queue }] : []
    })
    const made = planned.length > 0 ? await writeOffers(trx, planned, house) : 0
    await writeDecisions(trx, { waiting, agents, queues: rules, offers, now })
    return { made, nextWakeAt: decision.nextWakeAt, more: decision.offers.length > offers.length }
  })
