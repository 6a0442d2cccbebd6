/** A client has written to one of the house's numbers. The answer says nothing: what is written back goes out by itself. */

import { findNumber } from '../numbers/number.store.ts'
import type { Telephony } from '../telephony.ts'
import { PROVIDER } from './settings.ts'
import type { TakeWebhook } from './webhook-gate.ts'

const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

/** Where the provider honours the words itself, it says what it took the message for. */
const OPT_OUT: Record<string, 'stop' | 'start'> = { STOP: 'stop', START: 'start' }

/** Committed before it is answered; whatever of it is told again is found by its name at the provider. */
export const takeMessage: TakeWebhook = async (house: Telephony, { params, ref }) => {
  const { From: from, To: to = '' } = params
  if (!ref || !from) return NOTHING
  const number = await findNumber(house.db, to)
  await house.messages.arrived({
    provider: PROVIDER,
    ref,
    from,
    to,
    text: params.Body ?? '',
    attachments: Number(params.NumMedia ?? 0) || 0,
    optOut: OPT_OUT[params.OptOutType ?? ''] ?? null,
    marketId: number?.market_id ?? null,
    language: number?.language ?? null,
    at: house.clock.now(),
  })
  return NOTHING
}
