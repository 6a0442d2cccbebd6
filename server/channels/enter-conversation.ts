/** The interaction that a message belongs to: the one that goes on, or a new one once that is over. */
import { isOver } from '#shared/channels/conversation.ts'
import {
  closeInteraction,
  type InteractionRow,
  lockInteraction,
  openInteraction,
} from '../interactions/index.ts'
import type { Trx } from '../platform/database.ts'
import { findOwed } from '../tasks/index.ts'
import {
  insertConversation,
  lockParties,
  openConversationOf,
  shutConversation,
  touchConversation,
} from './conversation.store.ts'

export type Parties = {
  /** The client's, and the house's own. */
  address: string
  number: string
}

/** What is known of whoever begins it. */
export type Beginning = {
  direction: 'inbound' | 'outbound'
  clientId: string | null
  personId: string | null
  marketId: string | null
  language: 'ru' | 'en'
  actorId: string | null
}

/** Locked until the transaction ends. `begin` is asked only for a new one. */
export const enterConversation = async (
  trx: Trx,
  parties: Parties,
  { lastsMs, now, begin }: { lastsMs: number; now: number; begin: () => Promise<Beginning> },
): Promise<InteractionRow> => {
  await lockParties(trx, parties)
  const open = await openConversationOf(trx, parties)
  if (open) {
    const row = await lockInteraction(trx, open.interaction_id)
    const owed = (await findOwed(trx, open.interaction_id)) !== undefined
    if (row && !isOver({ lastAt: open.last_at, owed }, now, lastsMs)) {
      await touchConversation(trx, row.id, now)
      return row
    }
    await endConversation(trx, open.interaction_id, now)
  }
  const { actorId, ...known } = await begin()
  const row = await openInteraction(
    trx,
    { ...known, channel: 'sms', callId: null, address: parties.address, verified: true, at: now },
    actorId,
  )
  await insertConversation(trx, row.id, parties, now)
  return row
}

/** Its interaction is closed, and feeds the record as any other. */
export const endConversation = async (trx: Trx, interactionId: string, now: number): Promise<void> => {
  await closeInteraction(trx, interactionId, { outcome: 'handled', actorId: null, now })
  await shutConversation(trx, interactionId)
}
