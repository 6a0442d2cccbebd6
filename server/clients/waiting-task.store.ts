/** SQL of the timeline's tasks that nobody holds. Tasks and queues belong to rooms later in the arrows: read only. */

import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'

export type WaitingTask = {
  id: string
  queue_name_ru: string | null
  queue_name_en: string | null
  opens: boolean
}

/** Those of the tasks that wait, with their queue; `opens`: the reader may open it, by the rule of tasks. */
export const waitingTasks = async (
  db: Queryable,
  reader: { reach: Reach; userId: string },
  ids: string[],
): Promise<WaitingTask[]> => {
  if (ids.length === 0) return []
  const { reach, userId } = reader
  const opened = db('tasks')
    .leftJoin('clients', 'clients.id', 'tasks.client_id')
    .leftJoin('queue_agents as serving', (join) =>
      join.on('serving.queue_id', 'tasks.queue_id').andOnVal('serving.user_id', userId),
    )
    .whereIn('tasks.id', ids)
    .where((any) => {
      any.where((within) => {
        withinReach(within, reach, { owner: 'tasks.owner_id', market: 'clients.market_id' })
        if (reach.kind === 'all') within.whereRaw('true')
      })
      any.orWhereNotNull('serving.user_id').orWhere('tasks.created_by', userId)
    })
    .select('tasks.id')
  return db('tasks')
    .leftJoin('queues', 'queues.id', 'tasks.queue_id')
    .whereIn('tasks.id', ids)
    .select('tasks.id', { queue_name_ru: 'queues.name_ru', queue_name_en: 'queues.name_en' })
    .select({ opens: db.raw('tasks.id in ?', [opened]) })
}
