/** SQL of the feed's place in the log. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Cursor } from '#shared/platform/event.ts'

const name = 'record'

/** The feed's place, ours until the transaction ends; null while another feeder is at it. */
export const lockPlace = async (trx: Trx): Promise<Cursor | null> => {
  const { rows } = await trx.raw<{ rows: Cursor[] }>(
    'select tx::text as tx, id::text as id from readers where name = ? for update skip locked',
    [name],
  )
  return rows[0] ?? null
}

/** As `lockPlace`, waiting for the other feeder to finish. */
export const awaitPlace = async (trx: Trx): Promise<Cursor> => {
  const { rows } = await trx.raw<{ rows: Cursor[] }>(
    'select tx::text as tx, id::text as id from readers where name = ? for update',
    [name],
  )
  return rows[0] as Cursor
}

export const readPlace = async (q: Queryable): Promise<Cursor> => {
  const { rows } = await q.raw<{ rows: Cursor[] }>(
    'select tx::text as tx, id::text as id from readers where name = ?',
    [name],
  )
  return rows[0] as Cursor
}

export const movePlace = async (trx: Trx, to: Cursor, now: number): Promise<void> => {
  await trx.raw('update readers set tx = ?::xid8, id = ?::bigint, moved_at = ? where name = ?', [
    to.tx,
    to.id,
    new Date(now),
    name,
  ])
}

/** Every event before this moment is in the record: now, unless some wait to be read. */
export const readFreshness = async (q: Queryable, now: number): Promise<number> => {
  const { rows } = await q.raw<{ rows: { oldest: number | null }[] }>(
    `select min(e.at) as oldest from readers r join events e on (e.tx, e.id) > (r.tx, r.id) where r.name = ?`,
    [name],
  )
  return Math.min(now, rows[0]?.oldest ?? now)
}
