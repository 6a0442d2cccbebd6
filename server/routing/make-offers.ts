/**
 * One round of routing: read, decide (shared/routing/decide.ts), write. Rounds of all nodes take turns under a lock;
 * what a round loses to a hang-up or another's answer it leaves, and the next round decides anew.
 */
import { type DecidedOffer, decide } from '#shared/routing/decide.ts'
import { offerMade } from '#shared/routing/offer.events.ts'
import { takeLease } from '../agents/index.ts'
import { lockInteraction } from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { HubError } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { wakeAt } from '../platform/wake.ts'
import { insertLeg } from '../telephony/index.ts'
import { writeDecisions } from './decision.store.ts'
import { readAgents, readWaiting, rulesOf, type Waiting } from './facts.store.ts'
import { insertOffer, pendingOffer } from './offer.store.ts'
import { activeQueues, type QueueRow } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

export type Round = { made: number; nextWakeAt: number | null }

/** A round writes at most so many offers, so that its transaction stays short (invariant 4). */
const OFFERS_A_ROUND = 20

export const makeOffers = (house: Routing): Promise<Round & { more: boolean }> =>
  inTransaction(house.db, async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('routing', 0))`)
    const now = house.clock.now()
    const queues = new Map((await activeQueues(trx)).map((queue) => [queue.id, queue]))
    const waiting = await readWaiting(trx, queues, now)
    if (waiting.length === 0) return { made: 0, nextWakeAt: null, more: false }
    const agents = await readAgents(trx, now)
    const decision = decide(waiting, agents, [...queues.values()].map(rulesOf), now)
    const chosen = decision.offers.slice(0, OFFERS_A_ROUND)
    let made = 0
    for (const offer of chosen) {
      const item = waiting.find((one) => one.id === offer.interactionId)
      const queue = item && queues.get(item.queueId)
      if (item && queue && (await tryOffer(trx, house, item, queue, offer, now))) made += 1
    }
    await writeDecisions(trx, {
      waiting,
      agents,
      queues: [...queues.values()].map(rulesOf),
      offers: chosen,
      now,
    })
    return { made, nextWakeAt: decision.nextWakeAt, more: decision.offers.length > chosen.length }
  })

/** In a savepoint: an agent who became busy a moment ago costs this offer, not the round. */
const tryOffer = async (
  trx: Trx,
  house: Routing,
  item: Waiting,
  queue: QueueRow,
  offer: DecidedOffer,
  now: number,
): Promise<boolean> => {
  const interaction = await lockInteraction(trx, item.id)
  const expected = item.consultId ? 'talking' : 'waiting'
  if (interaction?.state !== expected || (await pendingOffer(trx, item.id))) return false
  const expiresAt = now + queue.offer_for_ms
  const leg = item.callId
    ? await insertLeg(trx, {
        callId: item.callId,
        side: 'agent',
        userId: offer.agentId,
        part: 'alone',
        at: now,
      })
    : null
  const row = await insertOffer(trx, {
    interactionId: item.id,
    userId: offer.agentId,
    queueId: queue.id,
    purpose: item.consultId ? 'consult' : 'answer',
    consultId: item.consultId,
    legId: leg?.id ?? null,
    madeAt: now,
    expiresAt,
    ring: offer.ring,
    why: offer.why,
  })
  try {
    await takeLease(trx, {
      userId: offer.agentId,
      kind: 'offer',
      subjectId: row.id,
      owner: house.node,
      now,
      // Longer than the offer itself: the expiry ends both, the lease is the net below it.
      expiresAt: expiresAt + 5_000,
    })
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'agent_busy')) throw error
    await trx('offers').where({ id: row.id }).delete()
    if (leg) await trx('legs').where({ id: leg.id }).delete()
    return false
  }
  wakeAt(trx, 'offers', expiresAt)
  await appendEvent(trx, offerMade, {
    subjectId: row.id,
    actorId: null,
    at: now,
    data: {
      interactionId: item.id,
      callId: item.callId,
      userId: offer.agentId,
      queueId: queue.id,
      purpose: row.purpose,
      expiresAt,
      why: offer.why,
    },
  })
  return true
}
