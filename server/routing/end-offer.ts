/** An offer ends unanswered: declined, expired or withdrawn. The client keeps the old place. */
import type { EventDefinition } from '#shared/platform/event.ts'
import { offerDeclined, offerExpired, offerWithdrawn } from '#shared/routing/offer.events.ts'
import { holdAgent, releaseLease } from '../agents/index.ts'
import { findInteraction } from '../interactions/index.ts'
import { afterCommit, inTransaction, type Trx } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { dropLeg, findLeg, lockCall } from '../telephony/index.ts'
import { barAgent, findOffer, moveOffer, type OfferRow, pendingOffer } from './offer.store.ts'
import type { Routing } from './routing.ts'

/** Who declined or did not answer is not asked about the same client again so soon (L4), ms. */
const BAR_MS = 60_000

type Ending = 'decline' | 'expire' | 'withdraw'
const EVENT: Record<Ending, typeof offerDeclined | typeof offerExpired | typeof offerWithdrawn> = {
  decline: offerDeclined,
  expire: offerExpired,
  withdraw: offerWithdrawn,
}

/** Errors: 404 for another's offer; 409 `offer_gone` when it has ended already. */
export const declineOffer = (
  house: Routing,
  offerId: string,
  userId: string,
  reason: string,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const offer = await findOffer(trx, offerId)
    if (!offer || offer.user_id !== userId) throw notFound('offer', offerId)
    if (!(await endOffer(trx, house, offer, 'decline', reason, house.clock.now())))
      throw conflict('offer_gone')
    await bar(trx, offer, 'declined', house.clock.now())
  })

/** Sweep or wake-up: unanswered makes the agent away, "no answer"; the client goes on waiting at the old place. */
export const expireOffer = (house: Routing, offerId: string): Promise<boolean> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const offer = await findOffer(trx, offerId)
    if (!offer || offer.expires_at > now) return false
    if (!(await endOffer(trx, house, offer, 'expire', 'no-answer', now))) return false
    await bar(trx, offer, 'no-answer', now)
    await holdAgent(trx, offer.user_id, 'miss-offer', now)
    return true
  })

const bar = (trx: Trx, offer: OfferRow, why: string, now: number) =>
  barAgent(trx, { interactionId: offer.interaction_id, userId: offer.user_id, untilAt: now + BAR_MS, why })

/** Takes back whatever is held out for this interaction, if anything. */
export const withdrawOffer = async (
  trx: Trx,
  house: Routing,
  interactionId: string,
  reason: string,
  now: number,
): Promise<void> => {
  const offer = await pendingOffer(trx, interactionId)
  if (offer) await endOffer(trx, house, offer, 'withdraw', reason, now)
}

/** False when it had ended already. */
const endOffer = async (
  trx: Trx,
  house: Routing,
  offer: OfferRow,
  ending: Ending,
  reason: string,
  now: number,
): Promise<boolean> => {
  const interaction = await findInteraction(trx, offer.interaction_id)
  const call = interaction?.call_id ? await lockCall(trx, interaction.call_id) : undefined
  if (!(await moveOffer(trx, offer.id, ending, { at: now, reason }))) return false
  const leg = offer.leg_id ? await findLeg(trx, offer.leg_id) : undefined
  if (call && leg) await dropLeg(trx, call, leg, reason, now)
  await releaseLease(trx, { userId: offer.user_id, kind: 'offer', subjectId: offer.id, now })
  const definition: EventDefinition<string, OfferEnded> = EVENT[ending]
  await appendEvent(trx, definition, {
    subjectId: offer.id,
    actorId: ending === 'decline' ? offer.user_id : null,
    at: now,
    data: {
      interactionId: offer.interaction_id,
      callId: interaction?.call_id ?? null,
      userId: offer.user_id,
      queueId: offer.queue_id,
      purpose: offer.purpose,
      reason,
    },
  })
  afterCommit(trx, house.wakeRouter)
  return true
}

type OfferEnded = {
  interactionId: string
  callId: string | null
  userId: string
  queueId: string
  purpose: 'answer' | 'consult'
  reason: string | null
}
