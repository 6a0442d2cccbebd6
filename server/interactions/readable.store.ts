/** Reading interactions within a reader's reach. */
import type { Knex } from 'knex'
import type { Reach } from '../platform/actor.ts'
import type { Queryable } from '../platform/database.ts'
import { withinReach } from '../platform/reach.ts'
import type { InteractionRow } from './interaction.store.ts'

export type ReadableRow = InteractionRow & {
  client_name: string | null
  queue_ru: string | null
  queue_en: string | null
  agent_name: string | null
  end_reason: string | null
  disposition_code: string | null
  disposition_ru: string | null
  disposition_en: string | null
}

/** Whose it is, by the columns that a reach looks at. */
export const reachColumns = { owner: 'i.agent_id', market: 'i.market_id' }

export const withNames = (db: Queryable): Knex.QueryBuilder =>
  db('interactions as i')
    .leftJoin('clients as c', 'c.id', 'i.client_id')
    .leftJoin('queues as q', 'q.id', 'i.queue_id')
    .leftJoin('users as u', 'u.id', 'i.agent_id')
    .leftJoin('calls', 'calls.id', 'i.call_id')
    .leftJoin('dispositions as d', 'd.id', 'i.disposition_id')
    .select(
      'i.*',
      'c.name as client_name',
      'q.name_ru as queue_ru',
      'q.name_en as queue_en',
      'u.name as agent_name',
      'calls.end_reason',
      'd.code as disposition_code',
      'd.name_ru as disposition_ru',
      'd.name_en as disposition_en',
    )

export const findReadable = async (
  db: Queryable,
  id: string,
  reach: Reach,
): Promise<ReadableRow | undefined> =>
  withinReach(withNames(db).where('i.id', id), reach, reachColumns).first()

export type ReadableRecording = {
  id: string
  state: string
  started_at: number
  duration_ms: number | null
  playable: boolean
}

/** All recordings of the interaction, each saying whether this reader may play it. `reach` null: none. */
export const readableRecordings = async (
  db: Queryable,
  interactionId: string,
  reach: Reach | null,
): Promise<ReadableRecording[]> => {
  const rows = await db('recordings')
    .where({ interaction_id: interactionId })
    .orderBy('started_at')
    .select<Omit<ReadableRecording, 'playable'>[]>('id', 'state', 'started_at', 'duration_ms')
  if (!reach || rows.length === 0) return rows.map((row) => ({ ...row, playable: false }))
  const query = db('interactions').where('interactions.id', interactionId).select('interactions.id')
  const within = await withinReach(query, reach, {
    owner: 'interactions.agent_id',
    market: 'interactions.market_id',
  })
  const playable = (within as unknown[]).length > 0
  return rows.map((row) => ({ ...row, playable }))
}
