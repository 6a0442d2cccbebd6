/** The rows of consultations. */
import { consultStates } from '#shared/routing/consult.state.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type ConsultRow = {
  id: string
  interaction_id: string
  from_user_id: string
  to_user_id: string | null
  to_queue_id: string | null
  user_id: string | null
  state: (typeof consultStates.states)[number]
  asked_at: number
  answered_at: number | null
  ended_at: number | null
}

export const insertConsult = async (
  trx: Trx,
  consult: {
    interactionId: string
    fromUserId: string
    toUserId: string | null
    toQueueId: string | null
    at: number
  },
): Promise<ConsultRow> => {
  const [row] = await trx('consults')
    .insert({
      interaction_id: consult.interactionId,
      from_user_id: consult.fromUserId,
      to_user_id: consult.toUserId,
      to_queue_id: consult.toQueueId,
      state: consultStates.initial,
      asked_at: new Date(consult.at),
    })
    .returning<ConsultRow[]>('*')
  if (!row) throw new Error('consultation was not written')
  return row
}

export const openConsult = (db: Queryable, interactionId: string): Promise<ConsultRow | undefined> =>
  db('consults')
    .where({ interaction_id: interactionId })
    .whereIn('state', ['ringing', 'talking'])
    .first<ConsultRow | undefined>()

/** The consultation in which this agent is the one asked. */
export const consultOfColleague = (db: Queryable, userId: string): Promise<ConsultRow | undefined> =>
  db('consults').where({ user_id: userId, state: 'talking' }).first<ConsultRow | undefined>()

/** Null when it has ended already. */
export const moveConsult = async (
  trx: Trx,
  id: string,
  move: keyof typeof consultStates.moves,
  change: Partial<{ user_id: string; answered_at: Date; ended_at: Date; end_reason: string }>,
): Promise<ConsultRow | null> => {
  const { from, to } = consultStates.moves[move]
  const [row] = await trx('consults')
    .where({ id })
    .whereIn('state', from)
    .update({ ...change, state: to })
    .returning<ConsultRow[]>('*')
  return row ?? null
}

/** Nobody has answered since before the given time. */
export const consultsUnanswered = async (db: Queryable, before: number): Promise<ConsultRow[]> =>
  db('consults')
    .where({ state: 'ringing' })
    .where('asked_at', '<=', new Date(before))
    .limit(100)
    .select<ConsultRow[]>('*')
