/** The media processes that are alive, as they say themselves. */
import type { Queryable } from '../../platform/database.ts'

/** A heartbeat older than this is a dead process, ms. */
export const LEASE_MS = 5_000

export type MediaProcess = {
  id: string
  address: string
  capacity: number
  calls: number
  heartbeat_at: number
}

/** Freshness is told by the database's clock: the processes' own may differ. */
export const liveMedia = async (db: Queryable): Promise<MediaProcess[]> => {
  const { rows } = await db.raw<{ rows: MediaProcess[] }>(
    `select id, address, capacity, calls, heartbeat_at from media_processes
      where heartbeat_at > now() - :lease * interval '1 millisecond'
      order by calls::float8 / capacity, id`,
    { lease: LEASE_MS },
  )
  return rows
}

/** Media processes that calls believe to be on, though they are dead. */
export const deadMediaWithCalls = async (db: Queryable): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { media_id: string }[] }>(
    `select distinct c.media_id from calls c
       left join media_processes m on m.id = c.media_id and m.heartbeat_at > now() - :lease * interval '1 millisecond'
      where c.state <> 'ended' and c.provider = 'web-voice' and m.id is null and c.media_id is not null`,
    { lease: LEASE_MS },
  )
  return rows.map((row) => row.media_id)
}
