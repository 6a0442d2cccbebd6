/** What routing reads of queues: their rules, their load, who serves them. */

import { PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { Calendar } from '#shared/organisation/business-time.ts'
import type { SkillNeed } from '#shared/routing/decide.ts'
import type { QueueWord } from '#shared/routing/queue.contract.ts'
import type { Queryable } from '../platform/database.ts'

export type QueueRow = {
  id: string
  code: string
  name_ru: string
  name_en: string
  market_id: string
  language: 'ru' | 'en'
  topic: string
  calendar_id: string
  priority: number
  client_points: number
  ageing_per_minute: string
  pick: 'longest-idle' | 'least-occupied'
  preferred_for_ms: number
  offer_for_ms: number
  wrap_up_ms: number
  max_waiting: number
  max_wait_ms: number
  service_ms: number
  service_target: string
  needs: SkillNeed[]
  prompts: Partial<Record<QueueWord, string>>
  script_ru: string
  script_en: string
}

export const findQueue = (db: Queryable, id: string): Promise<QueueRow | undefined> =>
  db('queues').where({ id }).first<QueueRow | undefined>()

/** One that clients may be sent to. */
export const findActiveQueue = (db: Queryable, id: string): Promise<QueueRow | undefined> =>
  db('queues').where({ id, active: true }).first<QueueRow | undefined>()

export const activeQueues = (db: Queryable): Promise<QueueRow[]> =>
  db('queues').where({ active: true }).orderBy('code').select<QueueRow[]>('*')

export const calendarOf = async (db: Queryable, calendarId: string): Promise<Calendar> => {
  const row = await db('calendars').where({ id: calendarId }).first('id', 'zone', 'week', 'exceptions')
  if (!row) throw new Error(`calendar ${calendarId} vanished`)
  return row as Calendar
}

/** The queue for this language and topic; failing that one that shares the topic, then the language. */
export const queueFor = async (
  db: Queryable,
  wish: { language: string; topic: string; marketId: string | null },
): Promise<QueueRow | undefined> => {
  const { rows } = await db.raw<{ rows: QueueRow[] }>(
    `select * from queues where active
      order by (language = :language)::int * 2 + (topic = :topic)::int * 3 desc,
               (market_id = :marketId::uuid)::int desc nulls last, code
      limit 1`,
    wish,
  )
  return rows[0]
}

export type QueueLoad = {
  waiting: number
  /** Signed in and reachable members: free, busy or briefly away. */
  present: number
  /** Of these, those who take calls: available or busy. */
  serving: number
  /** Of these, those who could be rung this moment. */
  free: number
  mean_handle_ms: number | null
}

const RECENT_TALKS = 50

/** @param except the agent who asks, and is nobody to be asked */
export const queueLoad = async (
  db: Queryable,
  queueId: string,
  now: number,
  except: string | null = null,
): Promise<QueueLoad> => {
  const { rows } = await db.raw<{ rows: QueueLoad[] }>(
    `with members as (
       select a.chosen, busy.n > 0 as busy,
              a.chosen = 'available' and a.held_by is null and reach.able as ready, reach.able as reachable
         from queue_agents qa
         join agents a using (user_id)
         cross join lateral (select coalesce(a.desk_ok and a.desk_seen_at > :fresh, false) as able) reach
         cross join lateral (select count(*) as n from busy_leases l where l.user_id = a.user_id) busy
        where qa.queue_id = :queueId and qa.user_id is distinct from :except
     )
     select
       (select count(*) from interactions where queue_id = :queueId and state = 'waiting')::int as waiting,
       (select count(*) filter (where chosen <> 'offline' and (busy or reachable)) from members)::int as present,
       (select count(*) filter (where busy or ready) from members)::int as serving,
       (select count(*) filter (where ready and not busy) from members)::int as free,
       (select avg(ms) from (
          select extract(epoch from t.to_at - t.from_at) * 1000 + coalesce(t.wrap_up_ms, 0) as ms
            from interactions i join talks t on t.interaction_id = i.id
           where i.queue_id = :queueId and t.to_at is not null
           order by t.to_at desc limit :recent) last)::float8 as mean_handle_ms`,
    { queueId, except, fresh: new Date(now - PROOF_LASTS_MS), recent: RECENT_TALKS },
  )
  return rows[0] as QueueLoad
}

/** 1 is next. Ahead are the more urgent, ageing counted as `decide` counts it, and of the same urgency the earlier. */
export const placeInQueue = async (db: Queryable, interactionId: string): Promise<number> => {
  const { rows } = await db.raw<{ rows: { place: number }[] }>(
    `select count(*)::int + 1 as place
       from interactions mine
       join interactions other on other.queue_id = mine.queue_id and other.state = 'waiting' and other.id <> mine.id
       join queues q on q.id = mine.queue_id
       cross join lateral (
         select q.ageing_per_minute * extract(epoch from mine.queued_at - other.queued_at) / 60 as aged
       ) age
      where mine.id = :interactionId
        and (other.priority + age.aged > mine.priority
             or (other.priority + age.aged = mine.priority
                 and (other.queued_at, other.id) < (mine.queued_at, mine.id)))`,
    { interactionId },
  )
  return rows[0]?.place ?? 1
}

/** As `placeInQueue`, of someone who comes to the queue with these points at this moment. */
export const placeOfNewcomer = async (
  db: Queryable,
  queueId: string,
  priority: number,
  now: number,
): Promise<number> => {
  const { rows } = await db.raw<{ rows: { place: number }[] }>(
    `select count(*)::int + 1 as place
       from interactions other join queues q on q.id = other.queue_id
      where other.queue_id = :queueId and other.state = 'waiting'
        and other.priority + q.ageing_per_minute * extract(epoch from :now::timestamptz - other.queued_at) / 60 >= :priority`,
    { queueId, priority, now: new Date(now) },
  )
  return rows[0]?.place ?? 1
}

/** Calls whose client has waited as long as the queue lets anybody, and for whom nobody's screen rings. */
export const callsWaitingTooLong = async (db: Queryable, now: number): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id from interactions i
       join queues q on q.id = i.queue_id
       join calls c on c.id = i.call_id
      where i.state = 'waiting' and c.state <> 'ended'
        and coalesce((select max(t.to_at) from talks t where t.interaction_id = i.id), i.queued_at)
            + q.max_wait_ms * interval '1 millisecond' <= :now
        and not exists (select 1 from offers o where o.interaction_id = i.id and o.state = 'pending')
      limit 200`,
    { now: new Date(now) },
  )
  return rows.map((row) => row.id)
}
