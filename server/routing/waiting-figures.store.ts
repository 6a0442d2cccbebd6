/** Who waits, by queue; the index of those who wait holds no others. */
import type { Queryable } from '../platform/database.ts'

export type WaitingRow = { queue: string; waiting: number; longest_s: number }

export const readWaiting = async (db: Queryable): Promise<WaitingRow[]> => {
  const { rows } = await db.raw<{ rows: WaitingRow[] }>(
    `select q.code as queue, count(i.id)::int as waiting,
            coalesce(greatest(extract(epoch from now() - min(i.queued_at)), 0), 0)::float8 as longest_s
       from queues q left join interactions i on i.queue_id = q.id and i.state = 'waiting'
      where q.active
      group by q.code`,
  )
  return rows
}
