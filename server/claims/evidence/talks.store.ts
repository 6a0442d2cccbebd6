/** SQL of what was said and written in the contacts that a claim came from: calls with their recordings, messages. */
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

const contactsOf = 'select interaction_id from claims where id = ? and interaction_id is not null'

export const contactsOfClaim = (q: Queryable, claimId: string): Promise<ContactRow[]> =>
  q('interactions as i')
    .leftJoin('users as u', 'u.id', 'i.agent_id')
    .leftJoin('dispositions as d', 'd.id', 'i.disposition_id')
    .whereRaw(`i.id in (${contactsOf})`, [claimId])
    .orderBy('i.arrived_at')
    .select('i.id', 'i.channel', 'i.direction', 'i.arrived_at', 'i.answered_at', 'i.closed_at', 'i.address', {
      agent: 'u.name',
      disposition_ru: 'd.name_ru',
      disposition_en: 'd.name_en',
    })

export type RecordingRow = { id: string; path: string; started_at: number; duration_ms: number | null }

/** Those that are whole. */
export const recordingsOfClaim = (q: Queryable, claimId: string): Promise<RecordingRow[]> =>
  q('recordings as r')
    .whereRaw(`r.call_id in (select call_id from interactions where id in (${contactsOf}))`, [claimId])
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

export const messagesOfClaim = (q: Queryable, claimId: string): Promise<MessageRow[]> =>
  q('messages as m')
    .leftJoin('users as u', 'u.id', 'm.author_id')
    .whereRaw(`m.interaction_id in (${contactsOf})`, [claimId])
    .orderBy(['m.at', 'm.id'])
    .select('m.at', 'm.direction', 'm.state', 'm.text', { author: 'u.name' })
