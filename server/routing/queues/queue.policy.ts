/** Who may change which queue. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { HubError, invalid, notFound } from '#server/platform/errors.ts'
import type { QueueView } from '#shared/routing/queue.contract.ts'
import { readQueueWithin } from './queue.store.ts'

/** A queue within the manager's reach; 404 outside. */
export const findManagedQueue = async (db: Queryable, actor: Actor, id: string): Promise<QueueView> => {
  const queue = await readQueueWithin(db, id, reachOf(actor, 'queue.manage'))
  if (!queue) throw notFound('queue', id)
  return queue
}

/** A queue is made in, or moved to, a market one manages. */
export const mustManageMarket = (actor: Actor, marketId: string): void => {
  const reach = reachOf(actor, 'queue.manage')
  if (reach.kind === 'all') return
  if (reach.kind !== 'market') throw new HubError('denied', 403, { permission: 'queue.manage' })
  if (reach.marketId !== marketId) throw invalid({ marketId: 'beyond_own_market' })
}
