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
 * Events after the cursor that can no longer be preceded by an unseen one; at most `limit`.
 * Ordered by the columns themselves: a bare `tx, id` would name the texts that are selected, and "10" < "9".
 */
export const readEventsAfter = async (db: Database, after: Cursor, limit = 500): Promise<LoggedEvent[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select tx::text, id::text, at, kind, subject_kind, subject_id, actor_id, data
       from events
      where (tx, id) > (:tx::xid8, :id::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
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
  const { rows } = await db.raw<{ rows: { tx: string }[] }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as tx',
  )
  return { tx: rows[0]?.tx ?? '0', id: '0' }
}
