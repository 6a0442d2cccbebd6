/** The message port: orders to whichever provider carries text, through the outbox; and who hears of what comes. */
import {
  type ArrivedMessage,
  type MessageNews,
  type MessageOrder,
  type MessageToSend,
  messageOrder,
} from '#shared/telephony/message-port.contract.ts'
import type { Trx } from '../platform/database.ts'
import { putEffect } from '../platform/outbox.ts'

/** Handed in by server/app.ts: telephony tells, and does not know who listens. Each is committed before it answers. */
export type MessageListener = {
  arrived(message: ArrivedMessage): Promise<void>
  moved(news: MessageNews): Promise<void>
  /** Null when it has gone already, or is not to go any more. */
  toSend(order: MessageOrder): Promise<MessageToSend | null>
  /** Those a provider took a while ago, and whose end it has not told: some of them, at most fifty. */
  unsettled(): Promise<(MessageOrder & { ref: string })[]>
}

/** Outbox kind of a provider's messages. */
export const messageKind = (provider: string) => `message.${provider}`

/** Messages of one lane go out in the order they were written. */
export const orderMessage = (
  trx: Trx,
  wish: MessageOrder & { provider: string; lane: string },
): Promise<void> => {
  const { messageId, attempt } = wish
  return putEffect(trx, {
    kind: messageKind(wish.provider),
    key: `message:${messageId}:${attempt}`,
    lane: `message:${wish.lane}`,
    payload: messageOrder.parse({ messageId, attempt }),
  })
}
