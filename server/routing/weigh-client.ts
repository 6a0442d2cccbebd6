/** Of two clients the one who matters more (O5) goes first, as far as their queue lets that weigh. */
import { pointsOfClient } from '#shared/routing/urgency.ts'
import { scoreOfClient } from '../clients/index.ts'
import type { Trx } from '../platform/database.ts'
import { placeOfNewcomer, type QueueLoad, type QueueRow } from './queue-facts.store.ts'

/** The client's points, and the place that they come to: 1 is next. Most queues let nobody weigh, and nothing is asked. */
export const weighClient = async (
  trx: Trx,
  queue: QueueRow,
  clientId: string | null,
  { load, now }: { load: QueueLoad; now: number },
): Promise<{ priority: number; place: number }> => {
  const priority =
    queue.client_points > 0 && clientId
      ? pointsOfClient(await scoreOfClient(trx, clientId, now), queue.client_points)
      : 0
  if (priority === 0) return { priority, place: load.waiting + 1 }
  return { priority, place: await placeOfNewcomer(trx, queue.id, priority, now) }
}
