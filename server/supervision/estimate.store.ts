/** What callers were told on entering a queue, beside what they then waited. */
import type { EstimateKept } from '#shared/routing/wait-estimate.ts'
import type { Queryable } from '../platform/database.ts'

export type QueueEstimate = EstimateKept & { queueId: string }

/** Of today's, in the market's zone; who hung up is no measure of the wait. */
export const readEstimatesKept = async (db: Queryable, now: number): Promise<QueueEstimate[]> => {
  const { rows } = await db.raw<{ rows: QueueEstimate[] }>(
    `select q.id as "queueId", i.estimate_ms as "estimatedMs",
            (extract(epoch from i.answered_at - i.queued_at) * 1000)::int as "waitedMs"
       from queues q
       join markets m on m.id = q.market_id
       join interactions i on i.queue_id = q.id
        and i.arrived_at >= date_trunc('day', :now::timestamptz at time zone m.zone) at time zone m.zone
      where q.active and i.estimate_ms is not null and i.answered_at is not null and i.queued_at is not null`,
    { now: new Date(now) },
  )
  return rows
}
