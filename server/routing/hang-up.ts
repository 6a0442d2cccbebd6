/** An agent hangs up: the talk ends; in a consultation only the agent's own part does. */
import { interactionOfCall, lockInteraction } from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { type CallRow, endCall, type LegRow, lockCall, openLegs } from '../telephony/index.ts'
import { openConsult } from './consult.store.ts'
import { callOffConsult, failConsult } from './end-consult.ts'
import type { Routing } from './routing.ts'

/** Errors: 404 when the call is not this agent's. Hanging up what has ended is a success. */
export const hangUp = (house: Routing, callId: string, userId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const call = await lockCall(trx, callId)
    const found = call && (await interactionOfCall(trx, callId))
    const row = found && (await lockInteraction(trx, found.id))
    if (!call || !row) throw notFound('call', callId)
    if (call.state === 'ended') return
    const consult = await openConsult(trx, row.id)
    if (consult?.from_user_id === userId) return callOffConsult(trx, house, { row, call, consult }, now)
    if (consult?.user_id === userId) return failConsult(trx, house, row, call, 'colleague-left', now)
    if (row.agent_id !== userId) throw notFound('call', callId)
    await endCall(trx, house, call, row.state === 'calling' ? 'cancelled' : 'agent-hung-up', now)
  })

/** An agent's leg is gone for good: a lost colleague ends the consultation, a lost agent ends the call. */
export const agentLegGone = async (
  trx: Trx,
  house: Routing,
  call: CallRow,
  leg: LegRow,
  now: number,
): Promise<void> => {
  const row = await interactionOfCall(trx, call.id)
  if (row?.state !== 'talking' && row?.state !== 'calling') return
  const consult = await openConsult(trx, row.id)
  if (consult && consult.user_id === leg.user_id) {
    return failConsult(trx, house, row, call, 'colleague-lost', now)
  }
  if (row.agent_id !== leg.user_id) return
  const others = (await openLegs(trx, call.id)).some((one) => one.user_id === leg.user_id)
  if (!others) await endCall(trx, house, call, 'agent-lost', now)
}
