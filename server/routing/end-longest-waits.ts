/** Sweep: nobody waits longer than the queue's longest wait. The word that says so is due at once. */
import { bringForward, leadDueCaller } from '../telephony/index.ts'
import { callsWaitingTooLong } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

export const endLongestWaits = async (house: Routing): Promise<number> => {
  const due = await callsWaitingTooLong(house.db, house.clock.now())
  for (const callId of due) {
    await bringForward(house.db, callId, house.clock.now())
    await leadDueCaller(house, callId)
  }
  return due.length
}
