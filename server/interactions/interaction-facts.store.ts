/** What the log wants to know of an interaction's surroundings when it closes: as they are at that moment. */
import type { Queryable } from '../platform/database.ts'
import type { InteractionRow } from './interaction.store.ts'

export type ClosingFacts = {
  /** Whose it is; of one that ended in a second wait, who talked last. */
  agent_id: string | null
  department_id: string | null
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  disposition_code: string | null
  talk_ms: number | null
  hold_ms: number
  wrap_up_ms: number | null
}

export const closingFacts = async (db: Queryable, interactionId: string): Promise<ClosingFacts> => {
  const { rows } = await db.raw<{ rows: ClosingFacts[] }>(
    `select u.id as agent_id, u.department_id, c.country, c.region, c.industry, c.source, d.code as disposition_code,
            t.talk_ms::float8 as talk_ms, coalesce(t.hold_ms, 0)::float8 as hold_ms, t.wrap_up_ms::float8 as wrap_up_ms
       from interactions i
       left join users u on u.id = coalesce(i.agent_id, (select last.user_id from talks last
                                                          where last.interaction_id = i.id order by last.from_at desc limit 1))
       left join clients c on c.id = i.client_id
       left join dispositions d on d.id = i.disposition_id
       left join lateral (
         select round(sum(extract(epoch from to_at - from_at)) * 1000) as talk_ms,
                sum(hold_ms) as hold_ms, sum(wrap_up_ms) as wrap_up_ms
           from talks where interaction_id = i.id and to_at is not null
       ) t on true
      where i.id = :interactionId`,
    { interactionId },
  )
  const facts = rows[0]
  if (!facts) throw new Error(`interaction ${interactionId} vanished`)
  return facts
}

export type CardFacts = InteractionRow & {
  agent_name: string | null
  queue_ru: string | null
  queue_en: string | null
  disposition_code: string | null
  disposition_ru: string | null
  disposition_en: string | null
  talk_ms: number | null
  /** The beginning of what was noted last; of messages, of the last one. */
  note: string | null
  /** How many messages it has, and how the last of them stands. */
  messages: number
  message_state: string | null
}

/** Everything that the line on the client's card says. Reads messages of the channels room, which comes later. */
export const cardFacts = async (db: Queryable, interactionId: string): Promise<CardFacts | undefined> => {
  const { rows } = await db.raw<{ rows: CardFacts[] }>(
    `select i.*, u.name as agent_name, q.name_ru as queue_ru, q.name_en as queue_en, d.code as disposition_code,
            d.name_ru as disposition_ru, d.name_en as disposition_en,
            (select round(sum(extract(epoch from to_at - from_at)) * 1000)::float8
               from talks where interaction_id = i.id and to_at is not null) as talk_ms,
            coalesce((select left(n.text, 300) from interaction_notes n
              where n.interaction_id = i.id and n.text <> '' order by n.updated_at desc limit 1),
              left(message.text, 300)) as note,
            message.state as message_state,
            (select count(*)::int from messages where interaction_id = i.id) as messages
       from interactions i
       left join users u on u.id = i.agent_id
       left join queues q on q.id = i.queue_id
       left join dispositions d on d.id = i.disposition_id
       left join lateral (
         select text, state from messages where interaction_id = i.id order by at desc, id desc limit 1
       ) message on true
      where i.id = :interactionId`,
    { interactionId },
  )
  return rows[0]
}
