/** What a desk shows, read for one agent. */
import type { Queryable } from '../platform/database.ts'
import type { OfferRow } from './offer.store.ts'

type Named = { id: string; name_ru: string; name_en: string }

export type DeskOfferRow = OfferRow & {
  call_id: string | null
  provider: string | null
  topic: string | null
  language: 'ru' | 'en'
  queued_at: number | null
  arrived_at: number
  address: string | null
  verified: boolean
  client_id: string | null
  person_name: string | null
  from_name: string | null
  queue: Named
}

export const readDeskOffers = async (db: Queryable, userId: string): Promise<DeskOfferRow[]> =>
  db('offers as o')
    .join('interactions as i', 'i.id', 'o.interaction_id')
    .join('queues as q', 'q.id', 'o.queue_id')
    .leftJoin('calls as c', 'c.id', 'i.call_id')
    .leftJoin('persons as p', 'p.id', 'i.person_id')
    .leftJoin('consults as k', 'k.id', 'o.consult_id')
    .leftJoin('users as f', 'f.id', 'k.from_user_id')
    .where({ 'o.user_id': userId, 'o.state': 'pending' })
    .orderBy('o.made_at')
    .select(
      'o.*',
      'i.call_id',
      'c.provider',
      'i.topic',
      'i.language',
      'i.queued_at',
      'i.arrived_at',
      'i.address',
      'i.verified',
      'i.client_id',
      'p.name as person_name',
      'f.name as from_name',
      db.raw(`jsonb_build_object('id', q.id, 'name_ru', q.name_ru, 'name_en', q.name_en) as queue`),
    )

export type DeskWorkRow = {
  interaction_id: string
  lease: 'call' | 'wrap-up'
  lease_expires_at: number
  fence: number
  state: string
  agent_id: string | null
  call_id: string | null
  provider: string | null
  direction: 'inbound' | 'outbound'
  call_state: string | null
  end_reason: string | null
  outcome: string | null
  arrived_at: number
  task: { id: string; number: number; open: boolean } | null
  topic: string | null
  language: 'ru' | 'en'
  answered_at: number | null
  held_since: number | null
  talk_ended_at: number | null
  address: string | null
  verified: boolean
  client_id: string | null
  person_name: string | null
  queue: Named | null
  script_ru: string | null
  script_en: string | null
  talk_from: number | null
}

/** What the agent's leases say they are at: a talk, a consultation, a wrap-up. */
export const readDeskWork = async (db: Queryable, userId: string): Promise<DeskWorkRow[]> => {
  const { rows } = await db.raw<{ rows: DeskWorkRow[] }>(
    `select i.id as interaction_id, l.kind as lease, l.expires_at as lease_expires_at, l.fence, i.state, i.agent_id, i.call_id, c.provider,
            i.direction, i.outcome, i.arrived_at, c.state as call_state, c.end_reason,
            case when k.id is not null
                 then jsonb_build_object('id', k.id, 'number', k.number, 'open', k.state in ('open', 'taken')) end as task,
            i.topic, i.language, i.answered_at, i.held_since, i.talk_ended_at, i.address, i.verified, i.client_id,
            p.name as person_name, q.script_ru, q.script_en,
            case when q.id is not null
                 then jsonb_build_object('id', q.id, 'name_ru', q.name_ru, 'name_en', q.name_en) end as queue,
            (select t.from_at from talks t where t.interaction_id = i.id and t.user_id = :userId
              order by t.from_at desc limit 1) as talk_from
       from busy_leases l
       join interactions i on i.id = l.subject_id
       left join calls c on c.id = i.call_id
       left join tasks k on k.id = i.task_id
       left join queues q on q.id = i.queue_id
       left join persons p on p.id = i.person_id
      where l.user_id = :userId and l.kind in ('call', 'wrap-up')
      order by l.taken_at`,
    { userId },
  )
  return rows
}

export type DeskConsultRow = {
  id: string
  state: 'ringing' | 'talking'
  asked_at: number
  from_user_id: string
  from_name: string
  with_name: string | null
  queue: Named | null
}

export const readDeskConsult = async (
  db: Queryable,
  interactionId: string,
): Promise<DeskConsultRow | undefined> =>
  db('consults as k')
    .join('users as f', 'f.id', 'k.from_user_id')
    .joinRaw('left join users w on w.id = coalesce(k.user_id, k.to_user_id)')
    .leftJoin('queues as q', 'q.id', 'k.to_queue_id')
    .where('k.interaction_id', interactionId)
    .whereIn('k.state', ['ringing', 'talking'])
    .first(
      'k.id',
      'k.state',
      'k.asked_at',
      'k.from_user_id',
      'f.name as from_name',
      'w.name as with_name',
      db.raw(`case when q.id is not null
                   then jsonb_build_object('id', q.id, 'name_ru', q.name_ru, 'name_en', q.name_en) end as queue`),
    )
