/** An agent answers: the offer, the interaction, the lease and the legs change together, or not at all. */
import { consultAnswered, offerAccepted } from '#shared/routing/offer.events.ts'
import { exchangeLease } from '../agents/index.ts'
import { findInteraction, lockInteraction, startTalk } from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import {
  arrange,
  type CallRow,
  leaveFlow,
  lockCall,
  openLegs,
  orderVoice,
  placeLeg,
  startRecording,
} from '../telephony/index.ts'
import { moveConsult } from './consult.store.ts'
import { findOffer, moveOffer, type OfferRow } from './offer.store.ts'
import type { Routing } from './routing.ts'

/** A talk's lease is renewed by the nodes while its media process carries it, ms. */
export const CALL_LEASE_MS = 90_000

/** Errors: 404 for another's offer; 409 `offer_gone` when it has expired, was withdrawn or answered. */
export const acceptOffer = (house: Routing, offerId: string, userId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const offer = await findOffer(trx, offerId)
    if (!offer || offer.user_id !== userId) throw notFound('offer', offerId)
    const interaction = await lockInOrder(trx, offer)
    if (offer.state === 'accepted') return
    if (offer.expires_at <= now) throw conflict('offer_gone', { state: 'expired' })
    const accepted = await moveOffer(trx, offer.id, 'accept', { at: now, reason: null })
    if (!accepted) throw conflict('offer_gone', { state: (await findOffer(trx, offerId))?.state })
    const lease = await exchangeLease(
      trx,
      { userId, kind: 'offer', subjectId: offer.id, now },
      { kind: 'call', subjectId: offer.interaction_id, owner: house.node, expiresAt: now + CALL_LEASE_MS },
    )
    // What the agent was busy with is held no longer: they may be at another client's by now.
    if (!lease) throw conflict('offer_gone', { state: 'repaired' })
    await appendEvent(trx, offerAccepted, {
      subjectId: offer.id,
      actorId: userId,
      at: now,
      data: {
        interactionId: offer.interaction_id,
        callId: interaction.call?.id ?? null,
        userId,
        queueId: offer.queue_id,
        purpose: offer.purpose,
      },
    })
    if (offer.purpose === 'answer') await openTalk(trx, interaction.call, offer, now)
    else await joinConsult(trx, interaction.call, offer, now)
  })

/** Call before interaction before offer before agent: everyone locks in this order. */
const lockInOrder = async (trx: Trx, offer: OfferRow): Promise<{ call: CallRow | undefined }> => {
  const seen = await findInteraction(trx, offer.interaction_id)
  const call = seen?.call_id ? await lockCall(trx, seen.call_id) : undefined
  await lockInteraction(trx, offer.interaction_id)
  if (call?.state === 'ended') throw conflict('offer_gone', { state: 'withdrawn' })
  return { call }
}

const openTalk = async (trx: Trx, call: CallRow | undefined, offer: OfferRow, now: number): Promise<void> => {
  await startTalk(trx, offer.interaction_id, offer.user_id, now)
  if (!call) return
  for (const leg of await openLegs(trx, call.id)) {
    if (leg.side === 'client' || leg.id === offer.leg_id) await placeLeg(trx, leg.id, 'talk')
  }
  await arrange(trx, call)
  await leaveFlow(trx, call)
  await orderVoice(trx, call, { order: 'hush', callId: call.id })
  await startRecording(trx, call, offer.interaction_id, now)
}

const joinConsult = async (
  trx: Trx,
  call: CallRow | undefined,
  offer: OfferRow,
  now: number,
): Promise<void> => {
  const consult = offer.consult_id
    ? await moveConsult(trx, offer.consult_id, 'answer', {
        user_id: offer.user_id,
        answered_at: new Date(now),
      })
    : null
  if (!consult) throw conflict('offer_gone', { state: 'withdrawn' })
  await appendEvent(trx, consultAnswered, {
    subjectId: consult.id,
    actorId: offer.user_id,
    at: now,
    data: {
      interactionId: offer.interaction_id,
      callId: call?.id ?? null,
      fromId: consult.from_user_id,
      userId: offer.user_id,
    },
  })
  if (!call) return
  for (const leg of await openLegs(trx, call.id)) {
    if (leg.id === offer.leg_id || leg.user_id === consult.from_user_id)
      await placeLeg(trx, leg.id, 'consult')
  }
  await arrange(trx, call)
}
