/** The rows of the one log. */
import type { Cursor, LoggedEvent } from '#shared/platform/event.ts'
import type { Database, Trx } from './database.ts'

export type EventRow = {
  kind: string
  at: Date
  subject_kind: string
  subject_id: string
  actor_id: string | null
  data: string
}

export const insertEvents = (trx: Trx, rows: readonly EventRow[]): Promise<unknown> =>
  trx('events').insert([...rows])

type Row = {
  tx: string
  id: string
  at: number
  kind: string
  subject_kind: string
  subject_id: string
  actor_id: string | null
  data: unknown
}

/**
 * The oldest transaction still running that may write to this log. A snapshot counts the transactions of the whole
 * server, and those of its other databases cannot write here: a long one there must not hold our calls back. Who has
 * ended since the snapshot was taken is not found among those at work, and is waited for: never too early.
 * (pg_stat_activity, https://www.postgresql.org/docs/18/monitoring-stats.html)
 */
const HORIZON = `(
  select coalesce(min(running), pg_snapshot_xmax(pg_current_snapshot()))
    from pg_snapshot_xip(pg_current_snapshot()) as running
   where not exists (
     select 1 from pg_stat_activity as elsewhere
      where elsewhere.backend_xid = running::xid
        and elsewhere.datid <> (select oid from pg_database where datname = current_database())))`

/**
 * Events after the cursor that can no longer be preceded by an unseen one; at most `limit`.
 * Ordered by the columns themselves: a bare `tx, id` would name the texts that are selected, and "10" < "9".
 */
export const readEventsAfter = async (db: Database, after: Cursor, limit = 500): Promise<LoggedEvent[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select tx::text, id::text, at, kind, subject_kind, subject_id, actor_id, data
       from events
      where (tx, id) > (:tx::xid8, :id::bigint) and tx < ${HORIZON}
      order by events.tx, events.id
      limit :limit`,
    { ...after, limit },
  )
  return rows.map((row) => ({
    cursor: { tx: row.tx, id: row.id },
    at: row.at,
    kind: row.kind,
    subject: { kind: row.subject_kind, id: row.subject_id },
    actorId: row.actor_id,
    data: row.data,
  }))
}

/** Is something written that may not be read yet? */
export const hasPending = async (db: Database, after: Cursor): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'select 1 from events where (tx, id) > (:tx::xid8, :id::bigint) limit 1',
    after,
  )
  return rows.length > 0
}

/** The end of the log as a safe starting point: everything later will be read. */
export const logEnd = async (db: Database): Promise<Cursor> => {
  const { rows } = await db.raw<{ rows: { tx: string }[] }>(`select ${HORIZON}::text as tx`)
  return { tx: rows[0]?.tx ?? '0', id: '0' }
}

/**
 * A stamp for what is read now. Unlike the end of the log it never goes back, which that may do for a moment: of two
 * states of a screen the later has no earlier stamp.
 */
export const stampNow = async (db: Database): Promise<Cursor> => {
  const { rows } = await db.raw<{ rows: { tx: string }[] }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as tx',
  )
  return { tx: rows[0]?.tx ?? '0', id: '0' }
}
