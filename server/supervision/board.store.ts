/** The live board's rows: queues with today's figures, agents, calls in progress. Three statements for all watchers. */
import { type Chosen, type Hold, type LeaseKind, PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { Calendar } from '#shared/organisation/business-time.ts'
import type { Queryable } from '../platform/database.ts'

export type BoardQueueRow = {
  id: string
  name_ru: string
  name_en: string
  calendar: Calendar
  service_ms: number
  service_target: string
  waiting: number
  longest_since: number | null
  talking: number
  serving: number
  offered: number
  answered: number
  answered_in_time: number
  abandoned: number
  abandoned_late: number
}

/** No day of any zone has begun longer ago: 24 hours, and one that is turned back. */
const LONGEST_DAY_MS = 25 * 3_600_000

/**
 * Today is the day of each queue's own market. Service level: answered within the threshold over answered and those
 * abandoned after it; who left sooner gave nobody a chance (the variant that leaves short abandons out).
 * The day's interactions are read once for all queues: the index gives those of the longest day, of which each queue's
 * own counts.
 */
export const readBoardQueues = async (db: Queryable, now: number): Promise<BoardQueueRow[]> => {
  const { rows } = await db.raw<{ rows: BoardQueueRow[] }>(
    `with q as (
       select queues.*, queues.service_ms * interval '1 millisecond' as service,
              date_trunc('day', :now::timestamptz at time zone m.zone) at time zone m.zone as day_began
         from queues join markets m on m.id = queues.market_id
        where queues.active
     ), today as (
       select q.id, count(*) filter (where i.queued_at is not null)::int as offered,
              count(*) filter (where i.answered_at is not null)::int as answered,
              count(*) filter (where i.answered_at - i.queued_at <= q.service)::int as answered_in_time,
              count(*) filter (where i.outcome = 'abandoned')::int as abandoned,
              count(*) filter (where i.outcome = 'abandoned' and i.closed_at - i.queued_at > q.service)::int as abandoned_late
         from interactions i join q on q.id = i.queue_id
        where i.direction = 'inbound' and i.arrived_at >= :earliest and i.arrived_at >= q.day_began
        group by q.id
     ), present as (
       select queue_id as id, count(*) filter (where state = 'waiting')::int as waiting,
              min(queued_at) filter (where state = 'waiting') as longest_since,
              count(*) filter (where state = 'talking')::int as talking
         from interactions
        where state in ('waiting', 'talking')
        group by queue_id
     ), served as (
       select qa.queue_id as id, count(*)::int as serving
         from queue_agents qa join agents a using (user_id)
        where a.chosen = 'available' and a.held_by is null
        group by qa.queue_id
     )
     select q.id, q.name_ru, q.name_en, q.service_ms, q.service_target,
            json_build_object('id', c.id, 'zone', c.zone, 'week', c.week, 'exceptions', c.exceptions) as calendar,
            present.longest_since, coalesce(present.waiting, 0) as waiting, coalesce(present.talking, 0) as talking,
            coalesce(served.serving, 0) as serving, coalesce(today.offered, 0) as offered,
            coalesce(today.answered, 0) as answered, coalesce(today.answered_in_time, 0) as answered_in_time,
            coalesce(today.abandoned, 0) as abandoned, coalesce(today.abandoned_late, 0) as abandoned_late
       from q
       join calendars c on c.id = q.calendar_id
       left join present on present.id = q.id
       left join served on served.id = q.id
       left join today on today.id = q.id
      order by q.code`,
    { now: new Date(now), earliest: new Date(now - LONGEST_DAY_MS) },
  )
  return rows
}

export type BoardAgentRow = {
  id: string
  name: string
  chosen: Chosen
  reason: string | null
  held_by: Hold | null
  next_chosen: string | null
  reachable: boolean
  leases: LeaseKind[]
  since: number
  interaction_id: string | null
  with_name: string | null
  queue_ids: string[]
}

export const readBoardAgents = async (db: Queryable, now: number): Promise<BoardAgentRow[]> => {
  const { rows } = await db.raw<{ rows: BoardAgentRow[] }>(
    `select u.id, u.name, a.chosen, a.reason, a.held_by, a.next_chosen,
            coalesce(a.desk_ok and a.desk_seen_at > :fresh, false) as reachable,
            array(select l.kind from busy_leases l where l.user_id = u.id) as leases,
            coalesce((select p.from_at from presence_log p where p.user_id = u.id and p.to_at is null), a.chosen_at) as since,
            w.id as interaction_id, coalesce(w.client_name, w.address) as with_name,
            array(select qa.queue_id from queue_agents qa where qa.user_id = u.id) as queue_ids
       from agents a
       join users u on u.id = a.user_id and u.active
       left join lateral (
         select i.id, c.name as client_name, i.address
           from busy_leases l
           left join offers o on l.kind = 'offer' and o.id = l.subject_id
           join interactions i on i.id = coalesce(o.interaction_id, l.subject_id)
           left join clients c on c.id = i.client_id
          where l.user_id = u.id
          order by l.taken_at desc limit 1
       ) w on true
      where a.chosen <> 'offline' or exists (select 1 from busy_leases l where l.user_id = u.id)
      order by u.name`,
    { fresh: new Date(now - PROOF_LASTS_MS) },
  )
  return rows
}

export type BoardCallRow = {
  id: string
  state: 'arrived' | 'waiting' | 'calling' | 'talking'
  client_name: string | null
  address: string | null
  queue_id: string | null
  language: string
  topic: string | null
  since: number
  priority: number
  agent_id: string | null
  agent_name: string | null
  offered_to: string | null
  held: boolean
}

export const readBoardCalls = async (db: Queryable): Promise<BoardCallRow[]> => {
  const { rows } = await db.raw<{ rows: BoardCallRow[] }>(
    `select i.id, i.state, c.name as client_name, i.address, i.queue_id, i.language, i.topic, i.priority,
            case i.state when 'arrived' then i.arrived_at when 'calling' then i.arrived_at when 'waiting' then i.queued_at
                         else (select t.from_at from talks t where t.interaction_id = i.id and t.to_at is null) end as since,
            i.agent_id, u.name as agent_name, i.held_since is not null as held,
            (select ou.name from offers o join users ou on ou.id = o.user_id
              where o.interaction_id = i.id and o.state = 'pending') as offered_to
       from interactions i
       left join clients c on c.id = i.client_id
       left join users u on u.id = i.agent_id
      where i.state in ('arrived', 'waiting', 'calling', 'talking') and i.channel <> 'sms'
      order by since nulls last
      limit 500`,
  )
  return rows
}

export type BoardRow = {
  id: string
  client_id: string | null
  client_name: string | null
  address: string | null
  arrived_at: number
  wait_ms: number | null
  agent_name: string | null
  outcome: string | null
}

const OF: Record<string, string> = {
  offered: 'i.queued_at is not null',
  answered: 'i.answered_at is not null',
  answeredInTime: `i.answered_at - i.queued_at <= q.service_ms * interval '1 millisecond'`,
  abandoned: `i.outcome = 'abandoned'`,
  waiting: `i.state = 'waiting'`,
  talking: `i.state = 'talking'`,
}

/** The rows behind one number: exactly those it counts. */
export const readRowsBehind = async (
  db: Queryable,
  queueId: string,
  of: keyof typeof OF,
  now: number,
): Promise<BoardRow[]> => {
  const live = of === 'waiting' || of === 'talking'
  const { rows } = await db.raw<{ rows: BoardRow[] }>(
    `select i.id, i.client_id, c.name as client_name, i.address, i.arrived_at, u.name as agent_name, i.outcome,
            extract(epoch from coalesce(i.answered_at, i.closed_at, :now::timestamptz) - i.queued_at) * 1000 as wait_ms
       from interactions i
       join queues q on q.id = i.queue_id
       join markets m on m.id = q.market_id
       left join clients c on c.id = i.client_id
       left join users u on u.id = i.agent_id
      where i.queue_id = :queueId and ${OF[of]} and (:live or i.direction = 'inbound')
        and (:live or i.arrived_at >= date_trunc('day', :now::timestamptz at time zone m.zone) at time zone m.zone)
      order by i.arrived_at desc
      limit 1000`,
    { queueId, now: new Date(now), live },
  )
  return rows.map((row) => ({ ...row, wait_ms: row.wait_ms === null ? null : Number(row.wait_ms) }))
}
