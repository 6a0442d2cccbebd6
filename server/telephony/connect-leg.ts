/** Audio flows with a leg: for the first time, or again after it was lost. */
import { callLive, legConnected, legRejoined } from '#shared/telephony/call.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { type CallRow, moveCall } from './call.store.ts'
import { leadCaller } from './lead-caller.ts'
import { findLeg, moveLeg } from './leg.store.ts'
import { arrange } from './order-voice.ts'
import { dialClient } from './outbound/dial-client.ts'
import type { Telephony } from './telephony.ts'

export const connectLeg = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  legId: string,
  now: number,
): Promise<void> => {
  const leg = await findLeg(trx, legId)
  if (!leg || leg.call_id !== call.id) return
  const told = { callId: call.id, side: leg.side, userId: leg.user_id }
  const at = { subjectId: leg.id, actorId: leg.user_id, at: now, data: told }
  if (leg.state === 'lost') {
    await moveLeg(trx, leg.id, 'rejoin', { lost_at: null })
    await appendEvent(trx, legRejoined, at)
    await arrange(trx, call)
    return
  }
  if (!(await moveLeg(trx, leg.id, 'connect', { connected_at: new Date(now) }))) return
  await appendEvent(trx, legConnected, at)
  await arrange(trx, call)
  if (leg.side === 'client') await beginCall(trx, house, call, now)
  else if (call.direction === 'outbound') await dialClient(trx, call, leg.user_id, now)
}

const beginCall = async (trx: Trx, house: Telephony, call: CallRow, now: number): Promise<void> => {
  if (!(await moveCall(trx, call.id, 'answer', { live_at: new Date(now) }))) return
  await appendEvent(trx, callLive, { subjectId: call.id, actorId: null, at: now, data: {} })
  if (call.direction === 'outbound') return house.listener.answered(trx, { ...call, state: 'live' }, now)
  await leadCaller(trx, house, { ...call, state: 'live' }, { kind: 'begin' }, now)
}
