/** Somebody has entered the room of a call, or left it. In no promised order, and more than once. */
import { inTransaction } from '../../platform/database.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { lockCall } from '../call.store.ts'
import { findLeg } from '../leg.store.ts'
import { arrange } from '../order-voice.ts'
import type { Telephony } from '../telephony.ts'
import { findLine, joinRoom, type LineRow, leaveRoom, lineOfLeg } from './line.store.ts'
import { PROVIDER } from './settings.ts'
import { loseAgentLine } from './take-status.ts'
import type { TakeWebhook } from './webhook-gate.ts'

export const takeConference: TakeWebhook = async (house, { ref, params }) => {
  const line = ref ? await findLine(house.db, ref) : undefined
  if (!line) return null
  const leg = await findLeg(house.db, line.leg_id)
  const roomRef = params.ConferenceSid ?? ''
  if (params.StatusCallbackEvent === 'participant-join')
    await enter(house, line, leg?.side === 'agent', roomRef)
  if (params.StatusCallbackEvent === 'participant-leave') {
    if (leg?.side === 'agent') await loseAgentLine(house, line)
    // The client may only have been led elsewhere: that their call is over is told apart.
    else await inTransaction(house.db, (trx) => leaveRoom(trx, line.ref, roomRef))
  }
  return null
}

const enter = async (house: Telephony, line: LineRow, isAgent: boolean, roomRef: string): Promise<void> => {
  await inTransaction(house.db, async (trx) => {
    const call = await lockCall(trx, line.call_id)
    if (!call || call.state === 'ended' || !(await joinRoom(trx, line.ref, roomRef))) return
    await arrange(trx, call)
  })
  if (!isAgent || (await lineOfLeg(house.db, line.leg_id))?.ref !== line.ref) return
  await applyCallEvent(house, {
    kind: 'leg-connected',
    provider: PROVIDER,
    eventId: `${line.ref}:join`,
    callId: line.call_id,
    at: house.clock.now(),
    legId: line.leg_id,
  })
}
