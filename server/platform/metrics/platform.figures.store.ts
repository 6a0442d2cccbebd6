/** What the platform's own tables tell of the house. Each is one statement over few rows. */
import type { Cursor } from '#shared/platform/event.ts'
import type { Database } from '../database.ts'

type OutboxFigures = { pending: number; dead: number; overdue_s: number }

/**
 * Each part by the index of its own state: what is done is not looked at.
 * @param held a kind that nobody carries: it waits for a person, and is not overdue
 */
export const readOutboxFigures = async (db: Database, held: string | null): Promise<OutboxFigures> => {
  const { rows } = await db.raw<{ rows: OutboxFigures[] }>(
    `select (select count(*) from outbox where state = 'pending')::int as pending,
            (select count(*) from outbox where state = 'dead')::int as dead,
            (select coalesce(greatest(extract(epoch from now() - min(next_at)), 0), 0)
               from outbox where state = 'pending' and kind is distinct from :held)::float8 as overdue_s`,
    { held },
  )
  return rows[0] as OutboxFigures
}

/** How old the first event is that each reader of the log has still to read, seconds; 0 when it has read all. */
export const readEventLags = async (
  db: Database,
  own: Cursor,
): Promise<{ reader: string; seconds: number }[]> => {
  const { rows } = await db.raw<{ rows: { reader: string; seconds: number }[] }>(
    `select r.name as reader, coalesce(greatest(extract(epoch from now() - next.at), 0), 0)::float8 as seconds
       from (select name, tx, id from readers union all select 'screens', :tx::xid8, :id::bigint) r
       left join lateral (
         select e.at from events e where (e.tx, e.id) > (r.tx, r.id) order by e.tx, e.id limit 1
       ) next on true`,
    own,
  )
  return rows
}
