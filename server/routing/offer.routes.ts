import { readDesk } from '#shared/routing/desk.contract.ts'
import * as contract from '#shared/routing/offer.contract.ts'
import * as calls from '#shared/telephony/call.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import { acceptOffer } from './accept-offer.ts'
import { startConsult } from './consult.ts'
import { readDeskState } from './desk-state.ts'
import { cancelConsult, completeConsult } from './end-consult.ts'
import { declineOffer } from './end-offer.ts'
import { explainMoment, explainRouting } from './explain-routing.ts'
import { hangUp } from './hang-up.ts'
import type { Routing } from './routing.ts'
import { moveWaiting, setPriority } from './steer-queue.ts'
import { transferBlind } from './transfer-blind.ts'
import { transferTargets } from './transfer-targets.ts'

export const offerRoutes = (house: Routing): Route[] => [
  handle(readDesk, ({ actor }) => readDeskState(house, actor.userId)),
  handle(contract.acceptOffer, async ({ params, actor }) => {
    await acceptOffer(house, params.offerId, actor.userId)
    return readDeskState(house, actor.userId)
  }),
  handle(contract.declineOffer, async ({ params, body, actor }) => {
    await declineOffer(house, params.offerId, actor.userId, body.reason)
    return readDeskState(house, actor.userId)
  }),
  handle(contract.transferTargets, ({ actor }) => transferTargets(house, actor.userId)),
  handle(contract.transferBlind, async ({ params, body, actor }) => {
    await transferBlind(house, params.interactionId, actor.userId, body)
    return readDeskState(house, actor.userId)
  }),
  handle(contract.startConsult, async ({ params, body, actor }) => {
    await startConsult(house, params.interactionId, actor.userId, body)
    return readDeskState(house, actor.userId)
  }),
  handle(contract.completeConsult, async ({ params, actor }) => {
    await completeConsult(house, params.interactionId, actor.userId)
    return readDeskState(house, actor.userId)
  }),
  handle(contract.cancelConsult, async ({ params, actor }) => {
    await cancelConsult(house, params.interactionId, actor.userId)
    return readDeskState(house, actor.userId)
  }),
  handle(calls.hangUpCall, async ({ params, actor }) => {
    await hangUp(house, params.callId, actor.userId)
    return {}
  }),
  handle(contract.explainRouting, ({ params }) => explainRouting(house, params.interactionId)),
  handle(contract.explainWaitMoment, ({ params }) =>
    explainMoment(house.db, params.interactionId, params.roundId),
  ),
  handle(contract.moveInteraction, async ({ params, body, actor }) => {
    await moveWaiting(house, params.interactionId, body.queueId, actor.userId)
    return {}
  }),
  handle(contract.setPriority, async ({ params, body, actor }) => {
    await setPriority(house, params.interactionId, body.priority, actor.userId)
    return {}
  }),
]
