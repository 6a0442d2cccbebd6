/** Offers, waits and wrap-ups whose time is over, leases that outlived their reason, consultations nobody answered. */
import type { Sweep } from '#server/platform/sweeps.ts'
import {
  emptyClosedQueues,
  endLongestWaits,
  expireOffer,
  failUnansweredConsults,
  forgetDecisions,
  forgetWaits,
  handOutTasks,
  offersExpiredBy,
  type Routing,
  repairLeases,
} from '#server/routing/index.ts'

const KEEP_DECISIONS_MS = 30 * 24 * 3_600_000

export const expireOffers = async (house: Routing): Promise<number> => {
  const due = await offersExpiredBy(house.db, house.clock.now())
  for (const offerId of due) await expireOffer(house, offerId)
  return due.length
}

/** What explains the choices and the waits of a month ago is of use to nobody. */
export const forgetOld = async ({ db, clock }: Routing): Promise<number> => {
  const before = clock.now() - KEEP_DECISIONS_MS
  return (await forgetDecisions(db, before)) + (await forgetWaits(db, before))
}

export const routingSweeps = (house: Routing): Sweep[] => [
  { name: 'offers', everyMs: 2_000, run: () => expireOffers(house) },
  { name: 'longest-waits', everyMs: 1_000, run: () => endLongestWaits(house) },
  { name: 'leases', everyMs: 2_000, run: () => repairLeases(house) },
  { name: 'consults', everyMs: 5_000, run: () => failUnansweredConsults(house) },
  { name: 'closed-queues', everyMs: 5_000, run: () => emptyClosedQueues(house) },
  { name: 'task-hand-out', everyMs: 5_000, run: () => handOutTasks(house) },
  {
    name: 'decisions',
    everyMs: 3_600_000,
    run: () => forgetOld(house),
  },
]
