/** How a message of ours stands, as its provider tells: the one gate through which every such word passes. */
import { messageMoved } from '#shared/channels/message.events.ts'
import type { MessageMove } from '#shared/channels/message.state.ts'
import type { MessageNews, MessageOrder, MessageToSend } from '#shared/telephony/message-port.contract.ts'
import { hearConsent, messagesStopped } from '../clients/index.ts'
import { findInteraction, type InteractionRow, writeOnCard } from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { tellUser } from '../tasks/index.ts'
import { findConversation } from './conversation.store.ts'
import {
  findMessage,
  lockMessage,
  type MessageRow,
  moveMessage,
  nameMessage,
  otherRefs,
} from './message.store.ts'

const MOVES: Record<Exclude<MessageNews['state'], 'accepted'>, MessageMove> = {
  sent: 'send',
  delivered: 'deliver',
  undelivered: 'miss',
  failed: 'fail',
}

/** What is late, doubled, or of an earlier attempt changes nothing. */
export const applyMessageNews = (platform: Platform, news: MessageNews): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const message = await lockMessage(trx, news.messageId)
    if (message?.direction !== 'outbound' || message.attempt !== news.attempt) return
    if (news.ref) await nameMessage(trx, message.id, news.ref)
    if (news.state === 'accepted') return
    const { fault, faultCode, attempt, at } = news
    const moved = await moveMessage(trx, message.id, MOVES[news.state], { attempt, at, fault, faultCode })
    if (moved) await tellMove(trx, moved, at)
  })

const tellMove = async (trx: Trx, message: MessageRow, at: number): Promise<void> => {
  const row = await findInteraction(trx, message.interaction_id)
  if (!row) return
  await appendEvent(trx, messageMoved, {
    subjectId: row.id,
    actorId: null,
    at,
    data: {
      messageId: message.id,
      clientId: row.client_id,
      attempt: message.attempt,
      to: message.state,
      fault: message.fault,
    },
  })
  if (message.fault) await bury(trx, row, message, at)
  await writeOnCard(trx, row.id)
}

/** Its author hears of it; a client who has told the provider to stop has told us. */
const bury = async (trx: Trx, row: InteractionRow, message: MessageRow, at: number): Promise<void> => {
  if (message.fault === 'opted-out' && row.address) {
    await hearConsent(trx, { address: row.address, state: 'withdrawn', note: message.fault_code, at })
  }
  if (!message.author_id) return
  await tellUser(trx, {
    userId: message.author_id,
    kind: 'message-failed',
    key: `message-failed:${message.id}:${message.attempt}`,
    data: { link: `/interactions/${row.id}` },
    at,
  })
}

/**
 * What a provider is to be given; null when it has it, or it is over. Whoever has opted out since it was written is not
 * written to: it fails here.
 */
export const messageToSend = async (
  platform: Platform,
  { messageId, attempt }: MessageOrder,
): Promise<MessageToSend | null> => {
  const { db, clock } = platform
  const message = await findMessage(db, messageId)
  const conversation = message && (await findConversation(db, message.interaction_id))
  if (!message?.provider || !conversation) return null
  if (message.state !== 'queued' || message.attempt !== attempt || message.provider_ref) return null
  const row = await findInteraction(db, message.interaction_id)
  const to = { clientId: row?.client_id ?? null, personId: row?.person_id ?? null }
  if ((await messagesStopped(db, { address: conversation.address, ...to })) !== null) {
    const refused = { ref: null, state: 'failed', fault: 'opted-out', faultCode: null } as const
    const { provider } = message
    await applyMessageNews(platform, { messageId, attempt, provider, ...refused, at: clock.now() })
    return null
  }
  return {
    from: conversation.number,
    to: conversation.address,
    text: message.text,
    writtenAt: message.changed_at,
    otherRefs: await otherRefs(db, message),
  }
}
