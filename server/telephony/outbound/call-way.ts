/** How a client can be called now, or the one thing that is missing. */
import type { Database, Queryable, Trx } from '../../platform/database.ts'
import { conflict } from '../../platform/errors.ts'
import { numberOfMarket } from '../numbers/number.store.ts'
import type { Telephony } from '../telephony.ts'
import { phoneNetwork } from '../twilio/index.ts'
import { openPageOf, roomForCall } from '../web-voice/index.ts'
import type { CallWay } from './open-call.ts'

export type WayWish = {
  kind: 'phone' | 'page'
  clientId: string | null
  /** E.164. */
  phone: string | null
  marketId: string | null
  /** The contact that was promised a call back: its own page, whoever it was. */
  interactionId: string | null
}

/**
 * Throws 409: `no_phone`, `no_phone_network`, `no_market_number` (the market has no number to call from), `page_closed`,
 * `no_media_room`.
 */
export const callWay = (house: Telephony, db: Database | Trx, wish: WayWish): Promise<CallWay> =>
  wish.kind === 'phone' ? phoneWay({ ...house, db }, wish) : pageWay(db, house.clock.now(), wish)

const phoneWay = async (house: Telephony, wish: WayWish): Promise<CallWay> => {
  if (!wish.phone) throw conflict('no_phone')
  const provider = await phoneNetwork(house)
  if (!provider) throw conflict('no_phone_network')
  const number = wish.marketId ? await numberOfMarket(house.db, wish.marketId) : undefined
  if (!number) throw conflict('no_market_number', { marketId: wish.marketId })
  return { provider, from: number.number, to: wish.phone, mediaId: null, page: null }
}

const pageWay = async (db: Queryable, now: number, wish: WayWish): Promise<CallWay> => {
  const page = await openPageOf(db, wish, now)
  if (!page) throw conflict('page_closed')
  const mediaId = await roomForCall(db)
  if (!mediaId) throw conflict('no_media_room')
  return { provider: page.provider, from: null, to: page.address, mediaId, page }
}
