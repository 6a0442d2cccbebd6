/** A person sends a dead message again: the same words, as another attempt. */
import { messageMoved } from '#shared/channels/message.events.ts'
import { lockInteraction, writeOnCard } from '../interactions/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { messageNetwork, orderMessage } from '../telephony/index.ts'
import { findConversation } from './conversation.store.ts'
import { mustGo, writableInteraction } from './message.policy.ts'
import { findMessage, type MessageRow, moveMessage } from './message.store.ts'

/** @throws 409 `message_not_dead`, or by what stands in the way; 404 */
export const retryMessage = async (
  platform: Platform,
  actor: Actor,
  messageId: string,
): Promise<MessageRow> => {
  const network = await messageNetwork(platform)
  return inTransaction(platform.db, async (trx) => {
    const message = await findMessage(trx, messageId)
    if (!message) throw notFound('message', messageId)
    await writableInteraction(trx, actor, message.interaction_id)
    const row = await lockInteraction(trx, message.interaction_id)
    const conversation = await findConversation(trx, message.interaction_id)
    if (!row || !conversation) throw notFound('message', messageId)
    const { client_id: clientId, person_id: personId } = row
    const way = await mustGo(trx, { ...conversation, network, clientId, personId })
    const at = platform.clock.now()
    const attempt = message.attempt + 1
    const moved = await moveMessage(trx, messageId, 'retry', { attempt, at, fault: null, faultCode: null })
    if (!moved) throw conflict('message_not_dead')
    await orderMessage(trx, { provider: way.network, messageId, attempt, lane: row.id })
    await appendEvent(trx, messageMoved, {
      subjectId: row.id,
      actorId: actor.userId,
      at,
      data: { messageId, clientId, attempt, to: moved.state, fault: null },
    })
    await writeOnCard(trx, row.id)
    return moved
  })
}
