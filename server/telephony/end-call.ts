/** A call ends, once, whoever ended it: its legs, its recording, the provider, and whoever listens. */
import { callEnded } from '#shared/telephony/call.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { type CallRow, moveCall } from './call.store.ts'
import { dropLeg } from './drop-leg.ts'
import { openLegs } from './leg.store.ts'
import { orderVoice } from './order-voice.ts'
import { cutRecording, stopRecording } from './record-call.ts'
import type { EndReason, Telephony } from './telephony.ts'

export const endCall = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  reason: EndReason,
  now: number,
): Promise<void> => {
  const ended = { ended_at: new Date(now), end_reason: reason, step_due_at: null }
  if (!(await moveCall(trx, call.id, 'end', ended))) return
  if (reason === 'cut-off') await cutRecording(trx, call, now)
  else await stopRecording(trx, call)
  for (const leg of await openLegs(trx, call.id)) await dropLeg(trx, call, leg, reason, now)
  await orderVoice(trx, call, { order: 'end-call', callId: call.id, reason })
  await appendEvent(trx, callEnded, { subjectId: call.id, actorId: null, at: now, data: { reason } })
  await house.listener.ended(trx, call, reason, now)
}
