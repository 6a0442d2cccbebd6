/** A client's page calls: within the limits, on a media process with room, as an arrival like any other. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { addressKey } from '../../identity/index.ts'
import type { Queryable } from '../../platform/database.ts'
import { HubError, notFound, tooMany } from '../../platform/errors.ts'
import { type CallRow, countOpenCalls, findCall, lockArrivals } from '../call.store.ts'
import type { LegRow } from '../leg.store.ts'
import { receiveArrival } from '../receive-arrival.ts'
import type { Telephony } from '../telephony.ts'
import { readCallLink } from './call-link.ts'
import type { MediaPool } from './media-pool.ts'

export type Dialled = { call: CallRow; leg: LegRow; token: string }

export type Dialling = {
  phone: string | null
  link: string | null
  language: 'ru' | 'en'
  flow: string
  address: string
}

const PROVIDER = 'web-voice'
const TRY_AGAIN_AFTER_S = 30

const hash = (token: string) => createHash('sha256').update(token).digest()

/** Throws 429 unless so many more calls may be open, from this address and in all. */
const withinLimits = async (
  db: Queryable,
  { WEB_CALLS_PER_ADDRESS, WEB_CALLS_MAX }: Telephony['config'],
  address: string,
  more: number,
): Promise<void> => {
  const open = await countOpenCalls(db, PROVIDER, address)
  if (open.fromAddress + more > WEB_CALLS_PER_ADDRESS || open.all + more > WEB_CALLS_MAX)
    throw tooMany(TRY_AGAIN_AFTER_S)
}

/** Errors: 429 `too_many` from one address or in all; 503 `no_media`; 422 `invalid` for a link that is not ours. */
export const dial = async (house: Telephony, pool: MediaPool, wish: Dialling): Promise<Dialled> => {
  const { config, clock, db } = house
  const address = addressKey(wish.address)
  // A flood is turned away before it costs a transaction.
  await withinLimits(db, config, address, 1)
  const mediaId = await pool.leastLoaded()
  if (!mediaId) throw new HubError('no_media', 503)
  const known = wish.link ? readCallLink(config.SECRET_KEY, wish.link, clock.now()) : null
  const token = randomBytes(24).toString('base64url')
  const arrival = await receiveArrival(
    house,
    {
      provider: PROVIDER,
      providerRef: randomBytes(12).toString('hex'),
      direction: 'inbound',
      caller: known?.phone ?? wish.phone,
      verified: known !== null,
      clientId: known?.clientId ?? null,
      language: wish.language,
      flowCode: wish.flow,
      mediaId,
      address,
      tokenHash: hash(token),
      at: clock.now(),
    },
    async (trx) => {
      await lockArrivals(trx, PROVIDER)
      await withinLimits(trx, config, address, 0)
    },
  )
  if (!arrival) throw new HubError('fault', 500)
  return { ...arrival, token }
}

/** The page proves that it is this call's caller. A wrong token is the same as no such call. */
export const callOfCaller = async (house: Telephony, callId: string, token: string): Promise<CallRow> => {
  const call = await findCall(house.db, callId)
  if (!call?.token_hash || !timingSafeEqual(call.token_hash, hash(token))) throw notFound('call', callId)
  return call
}
