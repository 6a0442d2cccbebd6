/** The rows of conversations: which interaction the messages of an address and a number belong to. */
import type { Queryable, Trx } from '../platform/database.ts'

export type ConversationRow = {
  interaction_id: string
  address: string
  number: string
  last_at: number
  open: boolean
}
type Parties = { address: string; number: string }

/** Two messages at once are one conversation: whoever begins or joins it waits for the other, until the transaction ends. */
export const lockParties = async (trx: Trx, { address, number }: Parties): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`conversation:${address}:${number}`])
}

export const openConversationOf = (
  db: Queryable,
  { address, number }: Parties,
): Promise<ConversationRow | undefined> =>
  db('conversations').where({ address, number, open: true }).first<ConversationRow | undefined>()

export const findConversation = (
  db: Queryable,
  interactionId: string,
): Promise<ConversationRow | undefined> =>
  db('conversations').where({ interaction_id: interactionId }).first<ConversationRow | undefined>()

export const insertConversation = async (
  trx: Trx,
  interactionId: string,
  { address, number }: Parties,
  at: number,
): Promise<void> => {
  await trx('conversations').insert({ interaction_id: interactionId, address, number, last_at: new Date(at) })
}

export const touchConversation = async (trx: Trx, interactionId: string, at: number): Promise<void> => {
  await trx('conversations')
    .where({ interaction_id: interactionId })
    .update({ last_at: new Date(at) })
}

export const shutConversation = async (trx: Trx, interactionId: string): Promise<void> => {
  await trx('conversations').where({ interaction_id: interactionId }).update({ open: false })
}

/** Nothing was written in them since. */
export const quietSince = (db: Queryable, since: number, limit: number): Promise<ConversationRow[]> =>
  db('conversations as c')
    .where('c.open', true)
    .where('c.last_at', '<=', new Date(since))
    .whereNotExists((owed) => {
      owed
        .from('tasks')
        .whereRaw('tasks.interaction_id = c.interaction_id')
        .where('tasks.kind', 'answer')
        .whereIn('tasks.state', ['open', 'taken'])
    })
    .orderBy('c.last_at')
    .limit(limit)
    .select<ConversationRow[]>('c.*')
