/**
 * One round of routing: read, decide (shared/routing/decide.ts), write. Rounds of all nodes take turns under a lock;
 * what a round loses to a hang-up or another's answer it leaves, and the next round decides anew.
 */
import { decide } from '#shared/routing/decide.ts'
import { situationsOf } from '#shared/routing/situation.ts'
import { inTransaction } from '../platform/database.ts'
import { takeTurn, writeDecisions } from './decision.store.ts'
import { readAgents, readWaiting, rulesOf } from './facts.store.ts'
import { keepWaitNotes, type Waits } from './note-waits.ts'
import { activeQueues } from './queue-facts.store.ts'
import { createRoundKeeper, type Round, type RoundKeeper } from './round.store.ts'
import type { Routing } from './routing.ts'
import { type Planned, writeOffers } from './write-offers.ts'

export type Outcome = { made: number; nextWakeAt: number | null; more: boolean }

/** A round writes at most so many offers, so that its transaction stays short (invariant 4). */
const OFFERS_A_ROUND = 100

const NOBODY_WAITS = { made: 0, nextWakeAt: null, more: false, waits: () => null }

/** `waits` are worked out when they are asked for, after the round. */
export const makeOffers = (
  house: Routing,
  keeper: RoundKeeper = createRoundKeeper(),
): Promise<Outcome & { waits: () => Waits | null }> =>
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
    const round: Round = { waiting, agents, queues: rules, offers: decision.offers, now }
    const roundId = offers.length > 0 ? await keeper.keep(trx, round) : null
    if (roundId) await writeDecisions(trx, roundId, { ...round, offers })
    const clients = waiting.filter((item) => item.consultId === null)
    return {
      made,
      nextWakeAt: decision.nextWakeAt,
      more: decision.offers.length > offers.length,
      waits: () => ({
        situations: situationsOf(clients, agents, rules, decision.offers, now),
        round,
        roundId,
      }),
    }
  })

/** The rounds of one node: each makes its offers, then keeps why the others wait. */
export const createRounds = (house: Routing): (() => Promise<Outcome>) => {
  const keeper = createRoundKeeper()
  const notes = keepWaitNotes(house, keeper)
  return async () => {
    const { waits, ...outcome } = await makeOffers(house, keeper)
    await notes.note(waits())
    return outcome
  }
}
