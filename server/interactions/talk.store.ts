/** The rows of talks: each stretch of one agent with the client. */
import type { Knex } from 'knex'
import { notBefore, type Queryable, type Trx } from '../platform/database.ts'

export type TalkRow = {
  id: string
  interaction_id: string
  user_id: string
  from_at: number
  to_at: number | null
  hold_ms: number
  wrap_up_ms: number | null
  end_reason: string | null
}

export const openTalk = async (
  trx: Trx,
  interactionId: string,
  userId: string,
  at: number,
): Promise<void> => {
  await trx('talks').insert({ interaction_id: interactionId, user_id: userId, from_at: new Date(at) })
}

/** Null when nobody was talking. */
export const closeTalk = async (
  trx: Trx,
  interactionId: string,
  reason: string,
  at: number,
): Promise<TalkRow | null> => {
  const [row] = await trx('talks')
    .where({ interaction_id: interactionId })
    .whereNull('to_at')
    .update({ to_at: notBefore(trx, 'from_at', at), end_reason: reason })
    .returning<TalkRow[]>('*')
  return row ?? null
}

/** Epoch ms; null before the first talk has ended. */
export const lastTalkEnd = async (db: Queryable, interactionId: string): Promise<number | null> => {
  const row = await db('talks')
    .where({ interaction_id: interactionId })
    .max({ at: 'to_at' })
    .first<{ at: number | null }>()
  return row?.at ?? null
}

export const addHold = async (trx: Trx, interactionId: string, ms: number): Promise<void> => {
  await trx('talks').where({ interaction_id: interactionId }).whereNull('to_at').increment('hold_ms', ms)
}

/** The wrap-up belongs to the agent's last talk. */
export const writeWrapUp = async (
  trx: Trx,
  interactionId: string,
  userId: string,
  ms: number,
): Promise<void> => {
  await trx('talks')
    .where('id', (last: Knex.QueryBuilder) =>
      last
        .select('id')
        .from('talks')
        .where({ interaction_id: interactionId, user_id: userId })
        .orderBy('from_at', 'desc')
        .limit(1),
    )
    .update({ wrap_up_ms: Math.round(ms) })
}

export const talksOf = (
  db: Queryable,
  interactionId: string,
): Promise<(TalkRow & { agent_name: string })[]> =>
  db('talks')
    .join('users', 'users.id', 'talks.user_id')
    .where('talks.interaction_id', interactionId)
    .orderBy('talks.from_at')
    .select('talks.*', 'users.name as agent_name')
