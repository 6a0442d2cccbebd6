/** A leg's network or page is gone. Its place is kept for a while; the others hear a tone meanwhile. */
import { legLost } from '#shared/telephony/call.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { wakeAt } from '../platform/wake.ts'
import type { CallRow } from './call.store.ts'
import { findLeg, moveLeg } from './leg.store.ts'
import { arrange } from './order-voice.ts'
import type { Telephony } from './telephony.ts'

export const loseLeg = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  legId: string,
  reason: string,
  now: number,
): Promise<void> => {
  const leg = await findLeg(trx, legId)
  if (!leg || leg.call_id !== call.id) return
  if (!(await moveLeg(trx, leg.id, 'lose', { lost_at: new Date(now) }))) return
  await appendEvent(trx, legLost, {
    subjectId: leg.id,
    actorId: leg.user_id,
    at: now,
    data: { callId: call.id, side: leg.side, userId: leg.user_id, reason },
  })
  await arrange(trx, call)
  wakeAt(trx, 'lost-legs', now + house.config.REJOIN_WITHIN_MS)
}
