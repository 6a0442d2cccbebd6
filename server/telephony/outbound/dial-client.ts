/** The client's side of a call that the house makes: called, ringing, and not answered. */
import { callDialled, callRinging, legInvited } from '#shared/telephony/call.events.ts'
import type { UnansweredWhy } from '#shared/telephony/call-event.contract.ts'
import type { Trx } from '../../platform/database.ts'
import { appendEvent } from '../../platform/events.ts'
import { wakeAt } from '../../platform/wake.ts'
import { type CallRow, moveCall } from '../call.store.ts'
import { endCall } from '../end-call.ts'
import { insertLeg } from '../leg.store.ts'
import { orderVoice } from '../order-voice.ts'
import type { Telephony } from '../telephony.ts'

/** So long it rings at the client's, ms. */
export const RINGS_FOR_MS = 45_000
/** A provider tells of the end of its own ringing a little later, ms. */
const TOLD_WITHIN_MS = 5_000
export const UNANSWERED_AFTER_MS = RINGS_FOR_MS + TOLD_WITHIN_MS

/** The agent is on the line. Nothing for a call that has been dialled. */
export const dialClient = async (
  trx: Trx,
  call: CallRow,
  userId: string | null,
  now: number,
): Promise<void> => {
  if (!(await moveCall(trx, call.id, 'dial', {}))) return
  const leg = await insertLeg(trx, { callId: call.id, side: 'client', userId: null, part: 'alone', at: now })
  await appendEvent(trx, legInvited, {
    subjectId: leg.id,
    actorId: null,
    at: now,
    data: { callId: call.id, side: 'client', userId: null },
  })
  await appendEvent(trx, callDialled, {
    subjectId: call.id,
    actorId: userId,
    at: now,
    data: { pageId: call.page_call_id },
  })
  await orderVoice(trx, call, { order: 'dial', callId: call.id, legId: leg.id })
  wakeAt(trx, 'lost-legs', now + UNANSWERED_AFTER_MS)
}

export const clientRings = async (trx: Trx, call: CallRow, now: number): Promise<void> => {
  if (!(await moveCall(trx, call.id, 'ring', {}))) return
  await appendEvent(trx, callRinging, { subjectId: call.id, actorId: null, at: now, data: {} })
}

/** Nothing once they have answered. */
export const endUnanswered = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  why: UnansweredWhy,
  now: number,
): Promise<void> => {
  if (call.direction !== 'outbound' || call.state === 'live') return
  await endCall(trx, house, call, why, now)
}
