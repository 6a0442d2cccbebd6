/** Offers, waits and wrap-ups whose time is over, leases that outlived their reason, consultations nobody answered. */
import type { Sweep } from '#server/platform/sweeps.ts'
import {
  emptyClosedQueues,
  endLongestWaits,
  expireOffer,
  failUnansweredConsults,
  handOutTasks,
  offersExpiredBy,
  type Routing,
  repairLeases,
} from '#server/routing/index.ts'

export const expireOffers = async (house: Routing): Promise<number> => {
  const due = await offersExpiredBy(house.db, house.clock.now())
  for (const offerId of due) await expireOffer(house, offerId)
  return due.length
}

export const routingSweeps = (house: Routing): Sweep[] => [
  { name: 'offers', everyMs: 2_000, run: () => expireOffers(house) },
  { name: 'longest-waits', everyMs: 1_000, run: () => endLongestWaits(house) },
  { name: 'leases', everyMs: 2_000, run: () => repairLeases(house) },
  { name: 'consults', everyMs: 5_000, run: () => failUnansweredConsults(house) },
  { name: 'closed-queues', everyMs: 5_000, run: () => emptyClosedQueues(house) },
  { name: 'task-hand-out', everyMs: 5_000, run: () => handOutTasks(house) },
]
