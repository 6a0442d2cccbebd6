/** Takes a leg out of its call, for good. */
import { legEnded } from '#shared/telephony/call.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { CallRow } from './call.store.ts'
import { type LegRow, moveLeg } from './leg.store.ts'
import { arrange, orderVoice } from './order-voice.ts'

/** Tells the provider too. The listener is not told: the caller knows why. */
export const dropLeg = async (
  trx: Trx,
  call: CallRow,
  leg: LegRow,
  reason: string,
  now: number,
): Promise<boolean> => {
  const ended = { ended_at: new Date(now), end_reason: reason }
  if (!(await moveLeg(trx, leg.id, 'end', ended))) return false
  await appendEvent(trx, legEnded, {
    subjectId: leg.id,
    actorId: leg.user_id,
    at: now,
    data: { callId: call.id, side: leg.side, userId: leg.user_id, reason },
  })
  await orderVoice(trx, call, { order: 'end-leg', callId: call.id, legId: leg.id, reason })
  await arrange(trx, call)
  return true
}
