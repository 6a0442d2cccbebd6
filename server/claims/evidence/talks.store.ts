/** SQL of what was said and written in the contacts of a claim, by their ids: calls with their recordings, messages. */
import type { Knex } from 'knex'
import type { Queryable } from '#server/platform/database.ts'

export type ContactRow = {
  id: string
  channel: string
  direction: 'inbound' | 'outbound'
  arrived_at: number
  answered_at: number | null
  closed_at: number | null
  address: string | null
  agent: string | null
  disposition_ru: string | null
  disposition_en: string | null
}

export const contactsByIds = (q: Queryable, ids: string[]): Promise<ContactRow[]> =>
  q('interactions as i')
    .leftJoin('users as u', 'u.id', 'i.agent_id')
    .leftJoin('dispositions as d', 'd.id', 'i.disposition_id')
    .whereIn('i.id', ids)
    .orderBy('i.arrived_at')
    .select('i.id', 'i.channel', 'i.direction', 'i.arrived_at', 'i.answered_at', 'i.closed_at', 'i.address', {
      agent: 'u.name',
      disposition_ru: 'd.name_ru',
      disposition_en: 'd.name_en',
    })

export type RecordingRow = { id: string; path: string; started_at: number; duration_ms: number | null }

/** Those that are whole. */
export const recordingsOf = (q: Queryable, ids: string[]): Promise<RecordingRow[]> =>
  q('recordings as r')
    .whereIn('r.call_id', (calls: Knex.QueryBuilder) =>
      calls.from('interactions').whereIn('id', ids).select('call_id'),
    )
    .whereIn('r.state', ['done', 'cut-off'])
    .orderBy(['r.started_at', 'r.id'])
    .select('r.id', 'r.path', 'r.started_at', 'r.duration_ms')

export type MessageRow = {
  at: number
  direction: 'inbound' | 'outbound'
  state: string
  text: string
  author: string | null
}

export const messagesOf = (q: Queryable, ids: string[]): Promise<MessageRow[]> =>
  q('messages as m')
    .leftJoin('users as u', 'u.id', 'm.author_id')
    .whereIn('m.interaction_id', ids)
    .orderBy(['m.at', 'm.id'])
    .select('m.at', 'm.direction', 'm.state', 'm.text', { author: 'u.name' })
