/** Sweep: a colleague who was asked and does not come; the agent goes back to the client. */
import { findInteraction, lockInteraction } from '../interactions/index.ts'
import { inTransaction } from '../platform/database.ts'
import { lockCall } from '../telephony/index.ts'
import { consultsUnanswered } from './consult.store.ts'
import { failConsult } from './end-consult.ts'
import type { Routing } from './routing.ts'

const UNANSWERED_MS = 60_000

export const failUnansweredConsults = async (house: Routing): Promise<number> => {
  const consults = await consultsUnanswered(house.db, house.clock.now() - UNANSWERED_MS)
  for (const consult of consults) {
    await inTransaction(house.db, async (trx) => {
      const seen = await findInteraction(trx, consult.interaction_id)
      const call = seen?.call_id ? await lockCall(trx, seen.call_id) : undefined
      const row = await lockInteraction(trx, consult.interaction_id)
      if (call && row) await failConsult(trx, house, row, call, 'no-answer', house.clock.now())
    })
  }
  return consults.length
}
