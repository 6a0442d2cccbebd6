/** Where a talk may be taken: colleagues signed in, and queues. */
import type { z } from 'zod'
import { activityOf } from '#shared/agents/activity.ts'
import { isOpen } from '#shared/organisation/business-time.ts'
import type { transferTargets as endpoint } from '#shared/routing/offer.contract.ts'
import { signedInColleagues } from './colleague.store.ts'
import { activeQueues, calendarOf, queueLoad } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

export const transferTargets = async (
  { db, clock }: Routing,
  userId: string,
): Promise<z.infer<typeof endpoint.reply>> => {
  const now = clock.now()
  const colleagues = await signedInColleagues(db, userId, now)
  const queues = await activeQueues(db)
  return {
    agents: colleagues.map((row) => ({
      id: row.id,
      name: row.name,
      activity: activityOf({ chosen: row.chosen, heldBy: row.held_by, leases: row.leases }).activity,
      reachable: row.reachable,
    })),
    queues: await Promise.all(
      queues.map(async (queue) => {
        const load = await queueLoad(db, queue.id, now, userId)
        return {
          id: queue.id,
          nameRu: queue.name_ru,
          nameEn: queue.name_en,
          open: isOpen(await calendarOf(db, queue.calendar_id), now),
          waiting: load.waiting,
          serving: load.serving,
        }
      }),
    ),
  }
}
