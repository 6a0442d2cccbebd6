/**
 * The one gate through which every provider's news passes: the call is locked, news applied before is nothing,
 * and what has ended stays ended (invariants 3 and 7).
 */
import type { CallEvent } from '#shared/telephony/call-event.contract.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { ofCall } from '../platform/trace.ts'
import { type CallRow, findCall, lockCall, rememberNews } from './call.store.ts'
import { connectLeg } from './connect-leg.ts'
import { endCall } from './end-call.ts'
import { endLeg } from './end-leg.ts'
import { leadCaller, saidToCaller, silentCaller } from './lead-caller.ts'
import { loseLeg } from './lose-leg.ts'
import { clientRings, endUnanswered } from './outbound/dial-client.ts'
import { endRecording } from './record-call.ts'
import type { Telephony } from './telephony.ts'

export const applyCallEvent = (house: Telephony, event: CallEvent): Promise<void> =>
  ofCall(event.callId, () => take(house, event))

const take = (house: Telephony, event: CallEvent): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const call = await lockCall(trx, event.callId)
    if (!call) {
      house.log.warn({ callId: event.callId, kind: event.kind }, 'news of an unknown call')
      return
    }
    if (!(await rememberNews(trx, event.provider, event.eventId, event.at))) return
    await apply(trx, house, call, event)
  })

const apply = async (trx: Trx, house: Telephony, call: CallRow, event: CallEvent): Promise<void> => {
  // A recording's file may be finished after its call; nothing else is heard of an ended call.
  if (event.kind === 'recording-ended') return endRecording(trx, call, event)
  if (call.state === 'ended') return
  const now = house.clock.now()
  switch (event.kind) {
    case 'leg-connected':
      return connectLeg(trx, house, call, event.legId, now)
    case 'leg-lost':
      return loseLeg(trx, house, call, event.legId, event.reason, now)
    case 'leg-ended':
      return endLeg(trx, house, call, event.legId, event.reason, now)
    case 'ringing':
      return clientRings(trx, call, now)
    case 'unanswered':
      return endUnanswered(trx, house, call, event.why, now)
    case 'digits':
      if (event.turn !== undefined && event.turn !== call.flow_turn) return
      return takeDigits(trx, house, call, event.digits, now)
    case 'silence':
      return silentCaller(trx, house, call, event.turn, now)
    case 'said':
      return saidToCaller(trx, house, call.id, event.turn, now)
    case 'hung-up':
      // Who is called and hangs up before they have answered declines.
      if (call.direction === 'outbound' && call.state !== 'live')
        return endUnanswered(trx, house, call, 'declined', now)
      return endCall(trx, house, call, 'client-hung-up', now)
    case 'carrier-lost':
      return endCall(trx, house, call, 'cut-off', now)
  }
}

const takeDigits = async (trx: Trx, house: Telephony, call: CallRow, digits: string, now: number) => {
  for (const [index, digit] of [...digits].entries()) {
    // Each digit moves the call on; the next is heard where that led.
    const present = index === 0 ? call : await findCall(trx, call.id)
    if (present) await leadCaller(trx, house, present, { kind: 'digit', digit }, now)
  }
}
