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
  type ConversationRow,
  insertConversation,
  lockParties,
  openConversationOf,
  shutConversation,
  touchConversation,
} from './conversation.store.ts'

type Parties = {
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

type Entering = {
  lastsMs: number
  now: number
  /** Whom an agent writes to; left out where a phone writes, whoever has it. */
  clientId?: string
  /** Asked only for a new one. */
  begin: () => Promise<Beginning>
}

/** Locked until the transaction ends. */
export const enterConversation = async (
  trx: Trx,
  parties: Parties,
  entering: Entering,
): Promise<InteractionRow> => {
  const { now, begin } = entering
  await lockParties(trx, parties)
  const open = await openConversationOf(trx, parties)
  if (open) {
    const row = await goesOn(trx, open, entering)
    if (row) return row
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

/** Null when it is over; also for a phone that two clients share, when it is the other who is written to. */
const goesOn = async (
  trx: Trx,
  open: ConversationRow,
  { lastsMs, now, clientId }: Entering,
): Promise<InteractionRow | null> => {
  const row = await lockInteraction(trx, open.interaction_id)
  const owed = (await findOwed(trx, open.interaction_id)) !== undefined
  if (!row || isOver({ lastAt: open.last_at, owed }, now, lastsMs)) return null
  if (clientId && row.client_id && row.client_id !== clientId) return null
  await touchConversation(trx, row.id, now)
  return row
}

/** Its interaction is closed, and feeds the record as any other. */
export const endConversation = async (trx: Trx, interactionId: string, now: number): Promise<void> => {
  await closeInteraction(trx, interactionId, { outcome: 'handled', actorId: null, now })
  await shutConversation(trx, interactionId)
}
