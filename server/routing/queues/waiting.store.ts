/** Who waits in a queue. */
import type { Queryable } from '../../platform/database.ts'

/** In an order in which everyone locks them. */
export const waitingIn = (
  db: Queryable,
  queueId: string,
): Promise<{ id: string; call_id: string | null }[]> =>
  db('interactions')
    .where({ queue_id: queueId, state: 'waiting' })
    .orderByRaw('call_id nulls last, id')
    .select('id', 'call_id')

/** Queues out of use in which somebody waits: who was let in while it was being switched off. */
export const closedWithWaiters = (db: Queryable): Promise<string[]> =>
  db('queues')
    .where({ active: false })
    .whereExists((waiting) => {
      waiting.from('interactions').whereRaw(`queue_id = queues.id and state = 'waiting'`)
    })
    .pluck('id')
