/** An agent writes: from a client's card, or in the conversation that goes on. Kept first, sent by the outbox. */

import { messageWritten } from '#shared/channels/message.events.ts'
import { countSegments } from '#shared/channels/segments.ts'
import { phoneToWrite } from '../clients/index.ts'
import {
  changeInteraction,
  type InteractionRow,
  lockInteraction,
  markAnswered,
  writeOnCard,
} from '../interactions/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { completeTask, findOwed } from '../tasks/index.ts'
import { messageNetwork, orderMessage, senderNumber } from '../telephony/index.ts'
import { fileConversation } from './choose-client.ts'
import { findConversation, touchConversation } from './conversation.store.ts'
import { enterConversation } from './enter-conversation.ts'
import { mustGo, writableInteraction } from './message.policy.ts'
import { findMessage, insertWritten, type MessageRow } from './message.store.ts'
import { readMessageSettings } from './settings/message-settings.ts'

type Written = { messageId: string; text: string }

/** @throws 409 by what stands in the way, `exists` for another's message of this id, `merged`; 404, 403 */
export const writeToClient = async (
  platform: Platform,
  actor: Actor,
  wish: Written & { clientId: string; addressId: string },
): Promise<MessageRow> => {
  const network = await messageNetwork(platform)
  return inTransaction(platform.db, async (trx) => {
    const to = await phoneToWrite(trx, actor, wish)
    const before = await writtenBefore(trx, actor, wish)
    if (before) return before
    const { clientId, personId, marketId, language } = to
    const way = await mustGo(trx, {
      network,
      number: await senderNumber(trx, marketId),
      address: to.phone,
      clientId,
      personId,
    })
    const now = platform.clock.now()
    const row = await enterConversation(trx, way, {
      lastsMs: (await readMessageSettings(trx, platform.config)).conversationLastsMs,
      now,
      clientId,
      begin: async () => ({
        direction: 'outbound',
        clientId,
        personId,
        marketId,
        language,
        actorId: actor.userId,
      }),
    })
    // Several had the phone, and nobody had said whose it was: whoever is written to.
    if (!row.client_id) await fileConversation(trx, row, { clientId, actorId: actor.userId, now })
    return write(trx, actor, { ...wish, row: { ...row, client_id: clientId }, provider: way.network, now })
  })
}

/** @throws 409 by what stands in the way, `exists`, `conversation_over`; 404 */
export const writeReply = async (
  platform: Platform,
  actor: Actor,
  wish: Written & { interactionId: string },
): Promise<MessageRow> => {
  const network = await messageNetwork(platform)
  return inTransaction(platform.db, async (trx) => {
    await writableInteraction(trx, actor, wish.interactionId)
    const row = await lockInteraction(trx, wish.interactionId)
    // Under the lock: a repeat that comes at the same time finds the first.
    const before = await writtenBefore(trx, actor, wish)
    if (before) return before
    const conversation = await findConversation(trx, wish.interactionId)
    if (!row || !conversation) throw notFound('interaction', wish.interactionId)
    if (!conversation.open) throw conflict('conversation_over')
    const { client_id: clientId, person_id: personId } = row
    const way = await mustGo(trx, { ...conversation, network, clientId, personId })
    const now = platform.clock.now()
    await touchConversation(trx, row.id, now)
    return write(trx, actor, { ...wish, row, provider: way.network, now })
  })
}

/** A request that is sent again: the message that the first one made. */
const writtenBefore = async (
  trx: Trx,
  actor: Actor,
  { messageId, text }: Written,
): Promise<MessageRow | null> => {
  const before = await findMessage(trx, messageId)
  if (!before) return null
  if (before.author_id !== actor.userId || before.text !== text) throw conflict('exists', { id: messageId })
  return before
}

const write = async (
  trx: Trx,
  actor: Actor,
  { messageId, text, row, provider, now }: Written & { row: InteractionRow; provider: string; now: number },
): Promise<MessageRow> => {
  const { userId } = actor
  const message = await insertWritten(trx, {
    id: messageId,
    interactionId: row.id,
    text,
    authorId: userId,
    provider,
    at: now,
  })
  if (!message) throw conflict('exists', { id: messageId })
  await orderMessage(trx, { provider, messageId, attempt: message.attempt, lane: row.id })
  await changeInteraction(trx, row.id, { agent_id: userId })
  if (row.direction === 'inbound' && row.answered_at === null) await markAnswered(trx, row.id, now)
  const owed = await findOwed(trx, row.id)
  if (owed) await completeTask(trx, { taskId: owed.id, actorId: userId, resultCode: 'done', at: now })
  await appendEvent(trx, messageWritten, {
    subjectId: row.id,
    actorId: userId,
    at: now,
    data: { messageId, clientId: row.client_id, segments: countSegments(text).segments },
  })
  await writeOnCard(trx, row.id)
  return message
}
