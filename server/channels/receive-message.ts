/** A client has written: whose it is, the interaction it belongs to, and the work that it makes, in one transaction. */
import { messageArrived } from '#shared/channels/message.events.ts'
import { readOptOut } from '#shared/channels/opt-out.ts'
import { isE164 } from '#shared/organisation/phone.ts'
import type { ArrivedMessage } from '#shared/telephony/message-port.contract.ts'
import { hearText } from '../claims/index.ts'
import { hearConsent, makeProvisionalClient, resolveToFile } from '../clients/index.ts'
import { firstMarket, type InteractionRow, writeOnCard } from '../interactions/index.ts'
import { CARD_MAY_GO, inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { askForAnswer } from './ask-for-answer.ts'
import { type Beginning, enterConversation } from './enter-conversation.ts'
import { insertArrived, isKept } from './message.store.ts'
import { readMessageSettings } from './settings/message-settings.ts'

/** Told again, it is the message that was kept. Of a card that goes while it is filed, the next one is asked for. */
export const receiveMessage = async (platform: Platform, message: ArrivedMessage): Promise<void> => {
  if (await isKept(platform.db, message.provider, message.ref)) return
  await inTransaction(
    platform.db,
    async (trx) => {
      const now = platform.clock.now()
      const { conversationLastsMs: lastsMs } = await readMessageSettings(trx, platform.config)
      const row = await enterConversation(
        trx,
        { address: message.from, number: message.to },
        { lastsMs, now, begin: () => whose(trx, message, now) },
      )
      // Under the lock of the conversation: a repeat that comes at the same time finds the first.
      if (await isKept(trx, message.provider, message.ref)) return
      await keep(trx, platform, { message, row, now })
    },
    CARD_MAY_GO,
  )
}

const keep = async (
  trx: Trx,
  platform: Platform,
  { message, row, now }: { message: ArrivedMessage; row: InteractionRow; now: number },
): Promise<void> => {
  const { provider, ref, text, attachments } = message
  const kept = await insertArrived(trx, {
    interactionId: row.id,
    provider,
    ref,
    text,
    attachments,
    at: now,
  })
  const optOut = message.optOut ?? (attachments === 0 ? readOptOut(text) : null)
  if (optOut) {
    const state = optOut === 'stop' ? 'withdrawn' : 'given'
    await hearConsent(trx, { address: message.from, state, note: text.trim().slice(0, 100), at: now })
  } else {
    await askForAnswer(trx, platform, row, now)
    if (row.client_id) await hearText(trx, { id: kept.id, clientId: row.client_id, text, now })
  }
  await appendEvent(trx, messageArrived, {
    subjectId: row.id,
    actorId: null,
    at: now,
    data: { messageId: kept.id, clientId: row.client_id },
  })
  await writeOnCard(trx, row.id)
}

/** One client has the address: it is theirs. Several: a person says whose. None: a card of its own, to be filled in. */
const whose = async (trx: Trx, message: ArrivedMessage, now: number): Promise<Beginning> => {
  const { candidates } = isE164(message.from)
    ? await resolveToFile(trx, { kind: 'phone', value: message.from })
    : { candidates: [] }
  const known = candidates.length === 1 ? candidates[0] : undefined
  const language = known?.language ?? message.language ?? 'ru'
  const marketId = known?.marketId ?? message.marketId
  const begun = { direction: 'inbound', language, marketId, actorId: null } as const
  if (known) return { ...begun, clientId: known.clientId, personId: known.personId }
  if (candidates.length > 1 || !isE164(message.from)) return { ...begun, clientId: null, personId: null }
  const { clientId } = await makeProvisionalClient(trx, {
    address: message.from,
    language,
    marketId: marketId ?? (await firstMarket(trx)),
    actorId: null,
    at: now,
  })
  return { ...begun, clientId, personId: null }
}
