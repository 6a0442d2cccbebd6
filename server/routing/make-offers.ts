/**
 * One round of routing: read, decide (shared/routing/decide.ts), write. Rounds of all nodes take turns under a lock;
 * what a round loses to a hang-up or another's answer it leaves, and the next round decides anew.
 */
import { decide } from '#shared/routing/decide.ts'
import { type Situation, situationsOf } from '#shared/routing/situation.ts'
import { inTransaction } from '../platform/database.ts'
import { takeTurn, writeDecisions } from './decision.store.ts'
import { readAgents, readWaiting, rulesOf } from './facts.store.ts'
import { keepWaitNotes } from './note-waits.ts'
import { activeQueues } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'
import { type Planned, writeOffers } from './write-offers.ts'

export type Round = { made: number; nextWakeAt: number | null; more: boolean }

/** A round writes at most so many offers, so that its transaction stays short (invariant 4). */
const OFFERS_A_ROUND = 50

const NOBODY_WAITS = {
  made: 0,
  nextWakeAt: null,
  more: false,
  situations: () => new Map<string, Situation>(),
}

/** `situations` tells why those without an offer wait on: worked out when it is asked for, after the round. */
export const makeOffers = (house: Routing): Promise<Round & { situations: () => Map<string, Situation> }> =>
  inTransaction(house.db, async (trx) => {
    await takeTurn(trx)
    const now = house.clock.now()
    const queues = new Map((await activeQueues(trx)).map((queue) => [queue.id, queue]))
    const waiting = await readWaiting(trx, queues, now)
    if (waiting.length === 0) return NOBODY_WAITS
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
    const clients = waiting.filter((item) => item.consultId === null)
    return {
      made,
      nextWakeAt: decision.nextWakeAt,
      more: decision.offers.length > offers.length,
      situations: () => situationsOf(clients, agents, rules, decision.offers, now),
    }
  })

/** The rounds of one node: each makes its offers, then keeps why the others wait. */
export const createRounds = (house: Routing): (() => Promise<Round>) => {
  const notes = keepWaitNotes(house)
  return async () => {
    const { situations, ...round } = await makeOffers(house)
    await notes.note(situations())
    return round
  }
}
