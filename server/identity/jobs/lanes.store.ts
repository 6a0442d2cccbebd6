/** What waits to leave the hub, by kind; what is done is not looked at. */
import type { Queryable } from '#server/platform/database.ts'

export type LaneRow = {
  kind: string
  pending: number
  lanes: number
  retried: number
  dead: number
  due_since: number | null
}

export const readLanes = async (db: Queryable): Promise<LaneRow[]> => {
  const { rows } = await db.raw<{ rows: LaneRow[] }>(
    `with waiting as (
       select kind, count(*)::int as pending, count(distinct lane)::int as lanes,
              count(*) filter (where last_error is not null)::int as retried,
              min(next_at) filter (where next_at <= now()) as due_since
         from outbox where state = 'pending' group by kind
     ), stopped as (
       select kind, count(*)::int as dead from outbox where state = 'dead' group by kind
     )
     select kind, coalesce(pending, 0) as pending, coalesce(lanes, 0) as lanes, coalesce(retried, 0) as retried,
            coalesce(dead, 0) as dead, due_since
       from waiting full join stopped using (kind)
      order by kind`,
  )
  return rows
}
