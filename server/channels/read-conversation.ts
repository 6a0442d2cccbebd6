/** The messages of one interaction, and what of a card can be written to, as their reader may see them. */
import type { Barrier, ConversationView, MessageView } from '#shared/channels/message.contract.ts'
import { isE164 } from '#shared/organisation/phone.ts'
import { phonesToWrite, resolveAddress } from '../clients/index.ts'
import { findReadable } from '../interactions/index.ts'
import { type Actor, may, reachOf } from '../platform/actor.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { findOwed } from '../tasks/index.ts'
import { messageNetwork, senderNumber } from '../telephony/index.ts'
import { findConversation } from './conversation.store.ts'
import { barrierOf } from './message.policy.ts'
import { presentMessage } from './message.present.ts'
import { messagesOf } from './message.store.ts'

/** @throws 404 for an interaction out of reach, or one that is no conversation */
export const readConversation = async (
  platform: Platform,
  actor: Actor,
  interactionId: string,
): Promise<ConversationView> => {
  const { db } = platform
  const row = await findReadable(db, interactionId, reachOf(actor, 'interaction.read'))
  const conversation = row && (await findConversation(db, interactionId))
  if (!row || !conversation) throw notFound('interaction', interactionId)
  const { address, number, open } = conversation
  const way = { network: await messageNetwork(platform), number, address }
  const barrier = await barrierOf(db, { ...way, clientId: row.client_id, personId: row.person_id })
  const mayWrite =
    may(actor, 'message.send') &&
    (await findReadable(db, interactionId, reachOf(actor, 'message.send'))) !== undefined
  // Whose it may be is for those to see who may say it.
  const { candidates } =
    mayWrite && row.client_id === null && isE164(address)
      ? await resolveAddress(db, { kind: 'phone', value: address })
      : { candidates: [] }
  return {
    interactionId,
    address,
    number,
    barrier,
    candidates: candidates.map(({ clientId, clientName }) => ({ clientId, name: clientName })),
    open,
    writable: open && mayWrite,
    dueAt: (await findOwed(db, interactionId))?.due_at ?? null,
    messages: (await messagesOf(db, interactionId)).map(presentMessage),
  }
}

/** One that was just written or sent again, as its writer sees it. */
export const showMessage = async (
  { db }: Platform,
  { id, interaction_id }: { id: string; interaction_id: string },
): Promise<MessageView> => {
  const row = (await messagesOf(db, interaction_id)).find((one) => one.id === id)
  if (!row) throw notFound('message', id)
  return presentMessage(row)
}

/** @throws 404 for a card out of reach */
export const readMessageLines = async (
  platform: Platform,
  actor: Actor,
  clientId: string,
): Promise<{ number: string | null; lines: { addressId: string; barrier: Barrier | null }[] }> => {
  const { marketId, phones } = await phonesToWrite(platform.db, actor, clientId)
  const network = await messageNetwork(platform)
  const number = await senderNumber(platform.db, marketId)
  const lines: { addressId: string; barrier: Barrier | null }[] = []
  for (const { addressId, personId, phone } of phones) {
    const way = { network, number, address: phone, clientId, personId }
    lines.push({ addressId, barrier: await barrierOf(platform.db, way) })
  }
  return { number, lines }
}
