/** An agent's day, read from the log of presences, offers and talks. */
import type { Queryable } from '../platform/database.ts'

export type DayFigures = {
  taken: number
  missed: number
  declined: number
  called: number
  reached: number
  talk_ms: number
  handle_ms: number
  handled: number
  signed_in_ms: number
  busy_ms: number
  wrap_ms: number
  away_ms: number
}

export const readDayFigures = async (
  db: Queryable,
  userId: string,
  from: number,
  now: number,
): Promise<DayFigures> => {
  const { rows } = await db.raw<{ rows: DayFigures[] }>(
    `with spans as (
       select state, extract(epoch from least(coalesce(to_at, :now), :now) - greatest(from_at, :from)) * 1000 as ms
         from presence_log
        where user_id = :userId and from_at < :now and coalesce(to_at, :now) > :from
          and from_at >= (select coalesce(max(from_at), :from) from presence_log where user_id = :userId and from_at <= :from)
     ), done as (
       select extract(epoch from to_at - from_at) * 1000 as talk, coalesce(wrap_up_ms, 0) as wrap
         from talks where user_id = :userId and from_at >= :from and to_at is not null
     ), ended as (
       select state from offers where user_id = :userId and made_at >= :from
     ), called as (
       select i.answered_at is not null as reached from interactions i
        where i.direction = 'outbound' and i.arrived_at >= :from
          and (select l.user_id from legs l where l.call_id = i.call_id and l.side = 'agent' order by l.created_at limit 1) = :userId
     )
     select (select count(*) from ended where state = 'accepted')::int as taken,
            (select count(*) from called)::int as called,
            (select count(*) from called where reached)::int as reached,
            (select count(*) from ended where state = 'expired')::int as missed,
            (select count(*) from ended where state = 'declined')::int as declined,
            (select coalesce(sum(talk), 0) from done)::float8 as talk_ms,
            (select coalesce(sum(talk + wrap), 0) from done)::float8 as handle_ms,
            (select count(*) from done)::int as handled,
            coalesce(sum(ms) filter (where state not in ('offline', 'away')), 0)::float8 as signed_in_ms,
            coalesce(sum(ms) filter (where state in ('talking', 'wrap-up')), 0)::float8 as busy_ms,
            coalesce(sum(ms) filter (where state = 'wrap-up'), 0)::float8 as wrap_ms,
            coalesce(sum(ms) filter (where state = 'away'), 0)::float8 as away_ms
       from spans`,
    { userId, from: new Date(from), now: new Date(now) },
  )
  return rows[0] as DayFigures
}

/** The zone of the user's market; UTC for one without. */
export const zoneOf = async (db: Queryable, userId: string): Promise<string> => {
  const row = await db('users')
    .join('markets', 'markets.id', 'users.market_id')
    .where('users.id', userId)
    .first<{ zone: string } | undefined>('markets.zone')
  return row?.zone ?? 'UTC'
}
