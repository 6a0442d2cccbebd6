/** A leg is over for good. With the client's the call ends; an agent's is told to whoever led them here. */
import type { Trx } from '../platform/database.ts'
import type { CallRow } from './call.store.ts'
import { dropLeg } from './drop-leg.ts'
import { endCall } from './end-call.ts'
import { findLeg } from './leg.store.ts'
import type { Telephony } from './telephony.ts'

/** News from the provider, or a sweep's finding. */
export const endLeg = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  legId: string,
  reason: string,
  now: number,
): Promise<void> => {
  const leg = await findLeg(trx, legId)
  if (!leg || leg.call_id !== call.id || leg.state === 'ended') return
  if (leg.side === 'client') return endCall(trx, house, call, 'client-lost', now)
  if (await dropLeg(trx, call, leg, reason, now)) {
    await house.listener.agentLegEnded(trx, call, leg, reason, now)
  }
}
