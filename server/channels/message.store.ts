/** The rows of messages. A move is one UPDATE that names the states it starts from, and the attempt it is news of. */

import type { shownStates } from '#shared/channels/message.contract.ts'
import { type MessageMove, messageStates } from '#shared/channels/message.state.ts'
import type { MessageFault } from '#shared/telephony/message-port.contract.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type MessageRow = {
  id: string
  interaction_id: string
  direction: 'inbound' | 'outbound'
  state: (typeof shownStates)[number]
  text: string
  attachments: number
  author_id: string | null
  provider: string | null
  provider_ref: string | null
  attempt: number
  at: number
  changed_at: number
  fault: MessageFault | null
  fault_code: string | null
}

export const findMessage = (db: Queryable, id: string): Promise<MessageRow | undefined> =>
  db('messages').where({ id }).first<MessageRow | undefined>()

export const lockMessage = (trx: Trx, id: string): Promise<MessageRow | undefined> =>
  trx('messages').where({ id }).forNoKeyUpdate().first<MessageRow | undefined>()

export const insertArrived = async (
  trx: Trx,
  message: {
    interactionId: string
    provider: string
    ref: string
    text: string
    attachments: number
    at: number
  },
): Promise<MessageRow> => {
  const [row] = await trx('messages')
    .insert({
      interaction_id: message.interactionId,
      direction: 'inbound',
      state: 'received',
      text: message.text,
      attachments: message.attachments,
      provider: message.provider,
      provider_ref: message.ref,
      at: new Date(message.at),
      changed_at: new Date(message.at),
    })
    .returning<MessageRow[]>('*')
  return row!
}

export const isKept = async (db: Queryable, provider: string, ref: string): Promise<boolean> =>
  (await db('messages').where({ provider, provider_ref: ref }).first('id')) !== undefined

/** Undefined when there is one of this id. */
export const insertWritten = async (
  trx: Trx,
  message: {
    id: string
    interactionId: string
    text: string
    authorId: string
    provider: string
    at: number
  },
): Promise<MessageRow | undefined> => {
  const [row] = await trx('messages')
    .insert({
      id: message.id,
      interaction_id: message.interactionId,
      direction: 'outbound',
      state: messageStates.initial,
      text: message.text,
      author_id: message.authorId,
      provider: message.provider,
      at: new Date(message.at),
      changed_at: new Date(message.at),
    })
    .onConflict('id')
    .ignore()
    .returning<MessageRow[]>('*')
  return row
}

/** Undefined when the message is not where the move starts from. */
export const moveMessage = async (
  trx: Trx,
  id: string,
  move: MessageMove,
  change: { attempt: number; at: number; fault: MessageFault | null; faultCode: string | null },
): Promise<MessageRow | undefined> => {
  const { from, to } = messageStates.moves[move]
  const [row] = await trx('messages')
    .where({ id })
    .whereIn('state', [...from])
    .update({
      state: to,
      attempt: change.attempt,
      changed_at: new Date(change.at),
      fault: change.fault,
      fault_code: change.faultCode,
      ...(move === 'retry' && { provider_ref: null }),
    })
    .returning<MessageRow[]>('*')
  return row
}

export const nameMessage = async (trx: Trx, id: string, ref: string): Promise<void> => {
  await trx('messages').where({ id }).whereNull('provider_ref').update({ provider_ref: ref })
}

export type ReadMessage = MessageRow & { author_name: string | null }

/** Oldest first. */
export const messagesOf = (db: Queryable, interactionId: string): Promise<ReadMessage[]> =>
  db('messages')
    .leftJoin('users', 'users.id', 'messages.author_id')
    .where('messages.interaction_id', interactionId)
    .orderBy(['messages.at', 'messages.id'])
    .select<ReadMessage[]>('messages.*', 'users.name as author_name')

/** What the provider calls the others of the conversation. */
export const otherRefs = (db: Queryable, message: MessageRow): Promise<string[]> =>
  db('messages')
    .where({ interaction_id: message.interaction_id })
    .whereNot('id', message.id)
    .whereNotNull('provider_ref')
    .pluck('provider_ref')

/** Told long ago is no end to wait for: many networks never say that they have delivered, ms. */
const [UNSETTLED_AFTER_MS, UNSETTLED_FOR_MS, UNSETTLED_AT_ONCE] = [120_000, 86_400_000, 50]

/** By chance, so that those that stay as they are keep nobody else from being asked about. */
export const unsettledMessages = (
  db: Queryable,
  now: number,
): Promise<{ messageId: string; attempt: number; ref: string }[]> =>
  db('messages')
    .whereIn('state', ['queued', 'sent'])
    .whereNotNull('provider_ref')
    .whereBetween('changed_at', [new Date(now - UNSETTLED_FOR_MS), new Date(now - UNSETTLED_AFTER_MS)])
    .orderByRaw('random()')
    .limit(UNSETTLED_AT_ONCE)
    .select({ messageId: 'id', attempt: 'attempt', ref: 'provider_ref' })
