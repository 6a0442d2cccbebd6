/** Sweep: who was let into a queue while it was being switched off waits for nobody, and is promised a call back. */
import { inTransaction } from '../../platform/database.ts'
import type { Routing } from '../routing.ts'
import { emptyQueue } from './empty-queue.ts'
import { closedWithWaiters } from './waiting.store.ts'

/** Answers with how many were moved out. */
export const emptyClosedQueues = async (house: Routing): Promise<number> => {
  let moved = 0
  for (const queueId of await closedWithWaiters(house.db)) {
    const now = house.clock.now()
    const emptying = { queueId, to: null, actorId: null, now }
    moved += await inTransaction(house.db, (trx) => emptyQueue(trx, house, emptying))
  }
  return moved
}
