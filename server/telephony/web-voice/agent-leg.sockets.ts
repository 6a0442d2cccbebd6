/** The agent's leg, signalled on the desk's own socket. */
import { legCandidate, legCandidateMessage, legOffer } from '#shared/telephony/web-call.contract.ts'
import { notFound } from '../../platform/errors.ts'
import { type SocketHub, userRoom } from '../../platform/sockets.ts'
import { findLeg } from '../leg.store.ts'
import type { Telephony } from '../telephony.ts'
import type { MediaPool } from './media-pool.ts'
import { answerLeg, passCandidate } from './signal-leg.ts'

export const serveAgentLegs = (house: Telephony, pool: MediaPool, sockets: SocketHub): void => {
  /** Another agent's leg does not exist for this one. */
  const own = async (legId: string, userId: string) => {
    const leg = await findLeg(house.db, legId)
    if (leg?.user_id !== userId) throw notFound('leg', legId)
  }
  sockets.onCommand(legOffer, async ({ legId, sdp }, { actor }) => {
    await own(legId, actor.userId)
    return answerLeg({ house, pool, legId }, sdp)
  })
  sockets.onCommand(legCandidate, async ({ legId, candidate }, { actor }) => {
    await own(legId, actor.userId)
    await passCandidate({ house, pool, legId }, candidate)
    return {}
  })
  pool.onCandidate((legId, candidate) => {
    findLeg(house.db, legId)
      .then((leg) => {
        if (leg?.user_id) sockets.say(userRoom(leg.user_id), legCandidateMessage, { legId, candidate })
      })
      .catch((error: unknown) => house.log.warn({ err: error, legId }, 'candidate could not be passed on'))
  })
}
