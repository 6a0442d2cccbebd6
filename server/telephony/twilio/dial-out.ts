/**
 * Calls the client of a call that the house makes. A call cannot be asked for under a key of ours: where an earlier answer
 * was lost, what was made then is looked for first, so that nobody's phone rings twice.
 * Source: "Call resource: create a Call" (Url, StatusCallbackEvent, Timeout).
 */

import { applyCallEvent } from '../apply-call-event.ts'
import type { CallRow } from '../call.store.ts'
import { RINGS_FOR_MS } from '../outbound/dial-client.ts'
import { isUnnamed } from '../outbound/outbound.store.ts'
import type { Telephony } from '../telephony.ts'
import type { Carrying } from './carrying.ts'
import { findLine } from './line.store.ts'
import { CLOCKS_DIFFER_MS, restOf } from './rest.ts'
import { PROVIDER } from './settings.ts'
import { adoptLine } from './take-dialled.ts'
import { urlsOf } from './urls.ts'

export const dialOut = async ({ house, account, call, attempts }: Carrying): Promise<void> => {
  // It has told its name by a webhook meanwhile.
  if (!isUnnamed(call.provider_ref)) return
  const { calls } = await restOf(account)
  const urls = urlsOf(account.publicUrl)
  const lost = attempts > 1 ? await findLost(house, calls, call) : undefined
  if (!lost && call.state === 'ended') return
  const made =
    lost ??
    (await calls.create({
      to: call.callee ?? '',
      from: call.caller ?? '',
      url: urls.now(call.id, 0),
      method: 'POST',
      fallbackUrl: urls.now(call.id, 0),
      fallbackMethod: 'POST',
      statusCallback: urls.dialled(call.id),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      timeout: RINGS_FOR_MS / 1_000,
    }))
  await adoptLine(house, call.id, made.sid)
}

type Calls = Awaited<ReturnType<typeof restOf>>['calls']

/** Made between the same numbers since this call began, and no line of ours. */
const findLost = async ({ db }: Telephony, calls: Calls, call: CallRow) => {
  const since = call.created_at - CLOCKS_DIFFER_MS
  const list = await calls.list({
    to: call.callee ?? '',
    from: call.caller ?? '',
    startTimeAfter: new Date(since),
    limit: 20,
  })
  for (const one of list) {
    if (one.dateCreated.getTime() >= since && !(await findLine(db, one.sid))) return one
  }
  return undefined
}

/** The provider would not call, and would say the same the next time. */
export const notThrough = (house: Telephony, callId: string): Promise<void> =>
  applyCallEvent(house, {
    kind: 'unanswered',
    provider: PROVIDER,
    eventId: `${callId}:not-through`,
    callId,
    at: house.clock.now(),
    why: 'failed',
  })
