/** The rows of offers and of who is not to be offered what. */
import { offerStates } from '#shared/routing/offer.state.ts'
import { notBefore, type Queryable, type Trx } from '../platform/database.ts'

export type OfferRow = {
  id: string
  interaction_id: string
  user_id: string
  queue_id: string
  purpose: 'answer' | 'consult'
  consult_id: string | null
  leg_id: string | null
  state: 'pending' | 'accepted' | 'declined' | 'expired' | 'withdrawn'
  made_at: number
  expires_at: number
  ended_at: number | null
  reason: string | null
  ring: number
  why: string
}

type NewOffer = {
  interactionId: string
  userId: string
  queueId: string
  purpose: 'answer' | 'consult'
  consultId: string | null
  legId: string | null
  madeAt: number
  expiresAt: number
  ring: number
  why: string
}

export const insertOffers = (trx: Trx, offers: readonly NewOffer[]): Promise<OfferRow[]> =>
  trx('offers')
    .insert(
      offers.map((offer) => ({
        interaction_id: offer.interactionId,
        user_id: offer.userId,
        queue_id: offer.queueId,
        purpose: offer.purpose,
        consult_id: offer.consultId,
        leg_id: offer.legId,
        state: offerStates.initial,
        made_at: new Date(offer.madeAt),
        expires_at: new Date(offer.expiresAt),
        ring: offer.ring,
        why: offer.why,
      })),
    )
    .returning<OfferRow[]>('*')

export const findOffer = (db: Queryable, id: string): Promise<OfferRow | undefined> =>
  db('offers').where({ id }).first<OfferRow | undefined>()

export const pendingOffer = (db: Queryable, interactionId: string): Promise<OfferRow | undefined> =>
  db('offers').where({ interaction_id: interactionId, state: 'pending' }).first<OfferRow | undefined>()

export const pendingOffersOf = (db: Queryable, userId: string): Promise<OfferRow[]> =>
  db('offers').where({ user_id: userId, state: 'pending' }).orderBy('made_at').select<OfferRow[]>('*')

/** Null when it has ended already: someone else was first. */
export const moveOffer = async (
  trx: Trx,
  id: string,
  move: keyof typeof offerStates.moves,
  end: { at: number; reason: string | null },
): Promise<OfferRow | null> => {
  const { from, to } = offerStates.moves[move]
  const [row] = await trx('offers')
    .where({ id })
    .whereIn('state', from)
    .update({ state: to, ended_at: notBefore(trx, 'made_at', end.at), reason: end.reason })
    .returning<OfferRow[]>('*')
  return row ?? null
}

export const offersExpiredBy = async (db: Queryable, now: number): Promise<string[]> => {
  const rows = await db('offers')
    .where({ state: 'pending' })
    .where('expires_at', '<=', new Date(now))
    .orderBy('expires_at')
    .limit(200)
    .select<{ id: string }[]>('id')
  return rows.map((row) => row.id)
}

export const offersOfInteraction = (
  db: Queryable,
  interactionId: string,
): Promise<(OfferRow & { user_name: string })[]> =>
  db('offers')
    .join('users', 'users.id', 'offers.user_id')
    .where({ interaction_id: interactionId })
    .orderBy('made_at')
    .select('offers.*', 'users.name as user_name')

/** Until then this agent is not offered it again. */
export const barAgent = async (
  trx: Trx,
  bar: { interactionId: string; userId: string; untilAt: number; why: string },
): Promise<void> => {
  await trx('offer_bars')
    .insert({
      interaction_id: bar.interactionId,
      user_id: bar.userId,
      until_at: new Date(bar.untilAt),
      why: bar.why,
    })
    .onConflict(['interaction_id', 'user_id'])
    .merge()
}
