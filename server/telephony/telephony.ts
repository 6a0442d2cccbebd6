/** What the telephony room works with: the platform, and whoever must know what happens on the line. */
import type { UnansweredWhy } from '#shared/telephony/call-event.contract.ts'
import type { Trx } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { CallRow, FlowData } from './call.store.ts'
import type { LegRow } from './leg.store.ts'
import type { MessageListener } from './messages.ts'

/** What a caller who reached a queue is told: wait, or that nobody can come and what is promised instead. */
export type QueueAnswer =
  | { kind: 'waiting'; say: string[]; queue: NonNullable<FlowData['queue']> }
  | { kind: 'refused'; say: string[]; promise: FlowData['promise'] }

/**
 * Handed in by server/app.ts: telephony tells, and does not know who listens. All that are given a `trx` are called
 * inside the transaction that changed the call, with the call locked.
 */
export type CallListener = {
  arrived(trx: Trx, call: CallRow, known: { clientId: string | null }, now: number): Promise<void>
  wantsQueue(
    trx: Trx,
    call: CallRow,
    wish: { topic: string; language: 'ru' | 'en' },
    now: number,
  ): Promise<QueueAnswer>
  /** Time for another word to someone who waits; null when they no longer do. */
  waitingWord(trx: Trx, call: CallRow, now: number): Promise<QueueAnswer | null>
  /** A client whom the house called has answered. */
  answered(trx: Trx, call: CallRow, now: number): Promise<void>
  /** A colleague is being asked or advises: the client stays on hold until that is over. */
  isConsulting(trx: Trx, call: CallRow): Promise<boolean>
  held(trx: Trx, call: CallRow, held: boolean, now: number): Promise<void>
  agentLegEnded(trx: Trx, call: CallRow, leg: LegRow, reason: string, now: number): Promise<void>
  /** A provider vouches that it carries these calls at this moment. */
  carried(callIds: string[], now: number): Promise<void>
  ended(trx: Trx, call: CallRow, reason: EndReason, now: number): Promise<void>
}

/** Why a call is over, in the record's words. */
export type EndReason =
  | 'client-hung-up'
  | 'agent-hung-up'
  | 'client-lost'
  | 'agent-lost'
  | 'cut-off'
  | 'flow-ended'
  | 'refused'
  | 'never-connected'
  /** Of a call that the house made: before anybody answered. */
  | UnansweredWhy
  | 'cancelled'

export type Telephony = Platform & { listener: CallListener; messages: MessageListener }
