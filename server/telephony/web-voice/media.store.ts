/** The media processes that are alive, as they say themselves. */
import type { Queryable } from '../../platform/database.ts'

/** A heartbeat older than this is a process that takes no more calls, ms. */
const LEASE_MS = 5_000
/** Whose heartbeat is this old is gone, whatever its line, ms. */
const FORGOTTEN_MS = 60_000

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

/** The least loaded process that has room for one more call; null when all are full, or none lives. */
export const roomForCall = async (db: Queryable): Promise<string | null> =>
  (await liveMedia(db)).find(({ calls, capacity }) => calls < capacity)?.id ?? null

/** Those worth a line: the living, and who has calls though no heartbeat came, as while the database is away. */
export const callableMedia = async (db: Queryable): Promise<{ id: string; address: string }[]> => {
  const { rows } = await db.raw<{ rows: { id: string; address: string }[] }>(
    `select m.id, m.address from media_processes m
      where m.heartbeat_at > now() - :lease * interval '1 millisecond'
         or (m.heartbeat_at > now() - :old * interval '1 millisecond'
             and exists (select 1 from calls c where c.media_id = m.id and c.state <> 'ended'))`,
    { lease: LEASE_MS, old: FORGOTTEN_MS },
  )
  return rows
}

/** Media processes that calls believe to be on: for how long each has been silent, ms; null when it has gone for good. */
export const mediaWithCalls = async (
  db: Queryable,
): Promise<{ media_id: string; silent_ms: number | null }[]> => {
  const { rows } = await db.raw<{ rows: { media_id: string; silent_ms: number | null }[] }>(
    `select c.media_id, extract(epoch from now() - m.heartbeat_at)::float8 * 1000 as silent_ms
       from (select distinct media_id from calls
              where state <> 'ended' and provider = 'web-voice' and media_id is not null) c
       left join media_processes m on m.id = c.media_id and m.heartbeat_at > now() - :old * interval '1 millisecond'`,
    { old: FORGOTTEN_MS },
  )
  return rows
}
