/** Writes what a round of routing decided: all offers together, so that many cost about what one does. */
import type { DecidedOffer } from '#shared/routing/decide.ts'
import { offerMade } from '#shared/routing/offer.events.ts'
import { lockSeats, type Seats, takeLeases } from '../agents/index.ts'
import { lockInteractions } from '../interactions/index.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { wakeAt } from '../platform/wake.ts'
import { insertLegs } from '../telephony/index.ts'
import type { Waiting } from './facts.store.ts'
import { insertOffers, type OfferRow } from './offer.store.ts'
import type { QueueRow } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

export type Planned = { offer: DecidedOffer; item: Waiting; queue: QueueRow }

/** The offer's lease is the net below its expiry, which ends both, ms. */
const LEASE_BEYOND_MS = 5_000

/**
 * Under the lock of routing, which alone makes offers. What a hang-up, an answer or other work came before is left out:
 * the next round decides anew. Answers with how many were written.
 */
export const writeOffers = async (
  trx: Trx,
  planned: readonly Planned[],
  { node, clock }: Pick<Routing, 'node' | 'clock'>,
): Promise<number> => {
  const standing = await stillWaiting(trx, planned)
  const seats = await lockSeats(
    trx,
    standing.map(({ offer }) => offer.agentId),
  )
  const kept = withinCapacity(standing, seats)
  if (kept.length === 0) return 0
  // Read once everything is locked: what these agents were at before has ended by now.
  const now = clock.now()
  const rows = await insertRows(trx, kept, now)
  await takeLeases(
    trx,
    seats,
    rows.map((row) => ({
      userId: row.user_id,
      kind: 'offer' as const,
      subjectId: row.id,
      owner: node,
      expiresAt: row.expires_at + LEASE_BEYOND_MS,
    })),
    now,
  )
  for (const expiresAt of new Set(rows.map((row) => row.expires_at))) wakeAt(trx, 'offers', expiresAt)
  await tellOffers(trx, rows, kept, now)
  return rows.length
}

/** Locked, interactions before agents as everywhere. */
const stillWaiting = async (trx: Trx, planned: readonly Planned[]): Promise<Planned[]> => {
  const locked = await lockInteractions(
    trx,
    planned.map(({ item }) => item.id),
  )
  const states = new Map(locked.map(({ id, state }) => [id, state]))
  return planned.filter(({ item }) => states.get(item.id) === (item.consultId ? 'talking' : 'waiting'))
}

const withinCapacity = (planned: readonly Planned[], seats: Seats): Planned[] => {
  const given = new Map<string, number>()
  return planned.filter(({ offer: { agentId } }) => {
    const before = given.get(agentId) ?? 0
    if (before >= (seats.get(agentId)?.left ?? 0)) return false
    given.set(agentId, before + 1)
    return true
  })
}

/** The agent's leg is invited with the offer, to be negotiated while it rings. A call has one offer at a time. */
const insertRows = async (trx: Trx, kept: readonly Planned[], now: number): Promise<OfferRow[]> => {
  const legs = await insertLegs(
    trx,
    kept.flatMap(({ item, offer }) =>
      item.callId
        ? [
            {
              callId: item.callId,
              side: 'agent' as const,
              userId: offer.agentId,
              part: 'alone' as const,
              at: now,
            },
          ]
        : [],
    ),
  )
  const legOf = new Map(legs.map((leg) => [leg.call_id, leg.id]))
  return insertOffers(
    trx,
    kept.map(({ item, offer, queue }) => ({
      interactionId: item.id,
      userId: offer.agentId,
      queueId: queue.id,
      purpose: item.consultId ? ('consult' as const) : ('answer' as const),
      consultId: item.consultId,
      legId: (item.callId && legOf.get(item.callId)) ?? null,
      madeAt: now,
      expiresAt: now + queue.offer_for_ms,
      ring: offer.ring,
      why: offer.why,
    })),
  )
}

const tellOffers = async (
  trx: Trx,
  rows: readonly OfferRow[],
  kept: readonly Planned[],
  now: number,
): Promise<void> => {
  const callOf = new Map(kept.map(({ item }) => [item.id, item.callId]))
  for (const row of rows) {
    await appendEvent(trx, offerMade, {
      subjectId: row.id,
      actorId: null,
      at: now,
      data: {
        interactionId: row.interaction_id,
        callId: callOf.get(row.interaction_id) ?? null,
        userId: row.user_id,
        queueId: row.queue_id,
        purpose: row.purpose,
        expiresAt: row.expires_at,
        why: row.why,
      },
    })
  }
}
