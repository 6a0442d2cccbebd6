/** A browser's offer becomes an answer of the media process: the first time, and again after a reload or a lost network. */

import { iceCandidate } from '#shared/telephony/media.contract.ts'
import { mixOf } from '#shared/telephony/mix.ts'
import { conflict, HubError, notFound } from '../../platform/errors.ts'
import { findCall } from '../call.store.ts'
import { findLeg, openLegs } from '../leg.store.ts'
import type { Telephony } from '../telephony.ts'
import { MediaRefusal } from './media-link.ts'
import type { MediaPool } from './media-pool.ts'

type Signal = { house: Telephony; pool: MediaPool; legId: string }

const locate = async ({ house, pool, legId }: Signal) => {
  const leg = await findLeg(house.db, legId)
  if (!leg) throw notFound('leg', legId)
  if (leg.state === 'ended') throw conflict('leg_over', { reason: leg.end_reason })
  const call = await findCall(house.db, leg.call_id)
  if (!call?.media_id || call.state === 'ended') throw conflict('call_over', { reason: call?.end_reason })
  return { leg, call, link: pool.link(call.media_id) }
}

/** Errors: 404, 409 `leg_over` / `call_over`, 503 `no_media` while the media process cannot be reached. */
export const answerLeg = async (signal: Signal, sdp: string): Promise<{ sdp: string }> => {
  try {
    const { leg, call, link } = await locate(signal)
    await link.ask({ cmd: 'call.open', callId: call.id })
    // Declared before it is offered: the leg sounds right from its first frame.
    await link.ask({
      cmd: 'call.mix',
      callId: call.id,
      legs: mixOf(await openLegs(signal.house.db, call.id)),
    })
    const answer = await link.ask({ cmd: 'leg.offer', callId: call.id, legId: leg.id, side: leg.side, sdp })
    return { sdp: answer.sdp }
  } catch (error) {
    throw toHubError(error)
  }
}

export const passCandidate = async (signal: Signal, candidate: unknown): Promise<void> => {
  try {
    const { leg, call, link } = await locate(signal)
    await link.ask({
      cmd: 'leg.candidate',
      callId: call.id,
      legId: leg.id,
      candidate: candidate === null ? null : iceCandidate.parse(candidate),
    })
  } catch (error) {
    throw toHubError(error)
  }
}

const toHubError = (error: unknown): unknown => {
  if (!(error instanceof MediaRefusal)) return error
  if (error.code === 'bad_sdp') return new HubError('bad_sdp', 422)
  if (error.code === 'superseded') return conflict('superseded')
  return new HubError('no_media', 503, { code: error.code })
}
