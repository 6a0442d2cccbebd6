/** An agent's browser opens its line: into the room of the call whose leg it names, if that is this agent's. */

import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import { inTransaction } from '../../platform/database.ts'
import { lockCall } from '../call.store.ts'
import { findLeg } from '../leg.store.ts'
import { enterRoom, goodbye } from './document.ts'
import { identityOf } from './identity-of.ts'
import { openLine } from './line.store.ts'
import { PROVIDER } from './settings.ts'
import { isOver } from './take-status.ts'
import { isOurId } from './urls.ts'
import type { TakeWebhook } from './webhook-gate.ts'

/** What is not theirs, or over, is hung up. Under the call's lock: a leg that ends this moment is not let in. */
export const takeAgent: TakeWebhook = async (house, { ref, params, urls }) => {
  const legId = params.legId ?? ''
  if (isOver(params) || !isOurId(legId)) return goodbye()
  const entering = await inTransaction(house.db, async (trx) => {
    const seen = await findLeg(trx, legId)
    const call = seen && (await lockCall(trx, seen.call_id))
    const leg = call && (await findLeg(trx, legId))
    if (!leg || call.provider !== PROVIDER || call.state === 'ended') return null
    if (leg.state === 'ended' || leg.part === 'alone' || !leg.user_id) return null
    if (params.From !== `client:${identityOf(leg.user_id)}`) return null
    await openLine(trx, { ref, callId: call.id, legId, at: house.clock.now() })
    return { callId: call.id, alone: leg.part === 'calling' ? ('ringing' as const) : ('wait' as const) }
  })
  if (entering === null) return goodbye()
  const twiml = new VoiceResponse()
  enterRoom(twiml, { ...entering, label: legId, begins: true, action: urls.agent }, urls)
  return twiml.toString()
}
