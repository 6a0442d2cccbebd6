/** How a call that we make stands at the provider: it rings, it was answered, or it was not. In no promised order. */
import type { UnansweredWhy } from '#shared/telephony/call-event.contract.ts'
import { inTransaction } from '../../platform/database.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { findCall, lockCall } from '../call.store.ts'
import { clientLeg } from '../leg.store.ts'
import { orderVoice } from '../order-voice.ts'
import { nameCall } from '../outbound/outbound.store.ts'
import type { Telephony } from '../telephony.ts'
import { findLine, openLine } from './line.store.ts'
import { PROVIDER } from './settings.ts'
import { hangUpOf, isOver } from './take-status.ts'
import { isOurId } from './urls.ts'
import type { TakeWebhook, Webhook } from './webhook-gate.ts'

/** Source: "Call resource: call status values". */
const UNANSWERED: Record<string, UnansweredWhy> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'no-answer',
}

/** The provider's call is the client's line of ours. Told by whoever hears of it first: its answer, or a webhook. */
export const adoptLine = (house: Telephony, callId: string, ref: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const call = await lockCall(trx, callId)
    if (call?.provider !== PROVIDER || call.direction !== 'outbound') return
    if (!(await nameCall(trx, callId, ref))) return
    const leg = await clientLeg(trx, callId)
    if (!leg) throw new Error('a call was dialled without a leg for the client')
    await openLine(trx, { ref, callId, legId: leg.id, at: house.clock.now() })
    // Ended while it was being dialled: nobody is there to talk with them.
    if (call.state === 'ended')
      await orderVoice(trx, call, { order: 'end-call', callId, reason: call.end_reason ?? 'cancelled' })
  })

export const takeDialled: TakeWebhook = async (house, { callId, ref, params }) => {
  if (!(await ourCall(house, callId))) return null
  await adoptLine(house, callId, ref)
  if (params.CallStatus === 'ringing') await tellRinging(house, callId, ref)
  if (isOver(params)) await endDialled(house, ref, params.CallStatus ?? '')
  return null
}

const tellRinging = (house: Telephony, callId: string, ref: string): Promise<void> =>
  applyCallEvent(house, {
    kind: 'ringing',
    provider: PROVIDER,
    eventId: `${ref}:ringing`,
    callId,
    at: house.clock.now(),
  })

/** The line is over, in the provider's word for how. Whoever had answered, or had called us, has hung up. */
export const endDialled = async (house: Telephony, ref: string, status: string): Promise<void> => {
  const line = await findLine(house.db, ref)
  if (!line) return
  const why = UNANSWERED[status]
  if (why)
    await applyCallEvent(house, {
      kind: 'unanswered',
      provider: PROVIDER,
      eventId: `${ref}:unanswered`,
      callId: line.call_id,
      at: house.clock.now(),
      why,
    })
  await hangUpOf(house, line)
}

/** What a client's line tells by asking what it is to hear: of a call that we made, that it was answered. */
export const answeredBy = async (
  house: Telephony,
  { callId, ref }: Webhook,
): Promise<(callId: string) => Promise<void>> => {
  if (!(await ourCall(house, callId))) return async () => undefined
  await adoptLine(house, callId, ref)
  return async () => {
    const leg = await clientLeg(house.db, callId)
    if (leg?.state !== 'invited') return
    await applyCallEvent(house, {
      kind: 'leg-connected',
      provider: PROVIDER,
      eventId: `${ref}:join`,
      callId,
      at: house.clock.now(),
      legId: leg.id,
    })
  }
}

const ourCall = async (house: Telephony, callId: string): Promise<boolean> =>
  isOurId(callId) && (await findCall(house.db, callId))?.direction === 'outbound'
