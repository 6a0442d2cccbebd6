/** A call comes in from the telephone network: an arrival like any other, led by the flow of the number that was dialled. */
import { isE164 } from '#shared/organisation/phone.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { callOfRef, isKnownNews } from '../call.store.ts'
import { clientLeg } from '../leg.store.ts'
import { placeOfNumber } from '../numbers/place-of-number.ts'
import { receiveArrival } from '../receive-arrival.ts'
import type { Telephony } from '../telephony.ts'
import { findLine, openLine } from './line.store.ts'
import { serveLine } from './serve-line.ts'
import { PROVIDER } from './settings.ts'
import { hangUpOf, overBefore } from './take-status.ts'
import { PROVIDER_WAITS_MS, type TakeWebhook, type Webhook } from './webhook-gate.ts'

export const takeArrival: TakeWebhook = async (house, webhook) => {
  if (!(await findLine(house.db, webhook.ref))) await receive(house, webhook)
  return serveLine(house, webhook, async () => undefined)
}

/** Whatever part of it another attempt has done is found, not done again. */
const receive = async (house: Telephony, webhook: Webhook): Promise<void> => {
  const { ref, params } = webhook
  const at = house.clock.now()
  const phone = (text: string | undefined) => (text && isE164(text) ? text : null)
  const caller = phone(params.From)
  const number = await placeOfNumber(house, phone(params.To) ?? params.To ?? '', at)
  await receiveArrival(house, {
    provider: PROVIDER,
    providerRef: ref,
    direction: 'inbound',
    caller,
    callee: phone(params.To),
    marketId: number.marketId,
    // A number whose network says that it is not the caller's own is no proof of who calls.
    verified: caller !== null && !/failed/i.test(params.StirVerstat ?? ''),
    clientId: null,
    language: number.language,
    flowCode: number.flowCode,
    mediaId: null,
    address: null,
    tokenHash: null,
    at,
  })
  const call = await callOfRef(house.db, PROVIDER, ref)
  const leg = call && (await clientLeg(house.db, call.id))
  if (!call || !leg) throw new Error('a call that arrived is not there')
  const answeringUntil = at + PROVIDER_WAITS_MS
  await openLine(house.db, { ref, callId: call.id, legId: leg.id, at, answeringUntil })
  await applyCallEvent(house, {
    kind: 'leg-connected',
    provider: PROVIDER,
    eventId: `${ref}:join`,
    callId: call.id,
    at,
    legId: leg.id,
  })
  if (await isKnownNews(house.db, PROVIDER, overBefore(ref))) {
    const line = await findLine(house.db, ref)
    if (line) await hangUpOf(house, line)
  }
}
