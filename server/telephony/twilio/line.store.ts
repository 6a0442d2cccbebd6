/** The rows of lines: which call of the provider is which leg, and what it was last told to do. */
import type { Queryable, Trx } from '../../platform/database.ts'
import { PROVIDER } from './settings.ts'

export type Place = 'flow' | 'queue' | 'room' | 'over'
export type LineRow = {
  ref: string
  call_id: string
  leg_id: string
  state: 'open' | 'joined' | 'gone'
  place: Place | null
  served_turn: number
  hop: number
  answering_until: number | null
  room_ref: string | null
  held: boolean | null
  muted: boolean | null
  opened_at: number
}

const provider = PROVIDER

/** The same line told of twice is one. */
export const openLine = async (
  db: Queryable,
  /** `answeringUntil`: it waits for our answer from the first. */
  line: { ref: string; callId: string; legId: string; at: number; answeringUntil?: number },
): Promise<void> => {
  await db('provider_lines')
    .insert({
      provider,
      ref: line.ref,
      call_id: line.callId,
      leg_id: line.legId,
      opened_at: new Date(line.at),
      ...(line.answeringUntil !== undefined && { answering_until: new Date(line.answeringUntil) }),
    })
    .onConflict(['provider', 'ref'])
    .ignore()
}

export const findLine = (db: Queryable, ref: string): Promise<LineRow | undefined> =>
  db('provider_lines').where({ provider, ref }).first<LineRow | undefined>()

/** Oldest first: of a leg that came back the last counts. */
export const linesOf = (db: Queryable, callId: string): Promise<LineRow[]> =>
  db('provider_lines').where({ provider, call_id: callId }).orderBy('opened_at').select<LineRow[]>('*')

/** The line that the leg is on now. */
export const lineOfLeg = (db: Queryable, legId: string): Promise<LineRow | undefined> =>
  db('provider_lines')
    .where({ provider, leg_id: legId })
    .orderBy('opened_at', 'desc')
    .first<LineRow | undefined>()

/** What is gone does not come back. It is not known of who joins how they hear: they are told. */
export const joinRoom = async (trx: Trx, ref: string, roomRef: string): Promise<boolean> => {
  const count = await trx('provider_lines')
    .where({ provider, ref })
    .whereNot('state', 'gone')
    .update({ state: 'joined', room_ref: roomRef, held: null, muted: null })
  return count > 0
}

/** Told late of a room that it has exchanged for another, it stays in that one. */
export const leaveRoom = async (trx: Trx, ref: string, roomRef: string): Promise<void> => {
  await trx('provider_lines')
    .where({ provider, ref, state: 'joined', room_ref: roomRef })
    .update({ state: 'open', room_ref: null, held: null, muted: null })
}

/** False when that was known. */
export const loseLine = async (trx: Trx, ref: string): Promise<boolean> => {
  const count = await trx('provider_lines')
    .where({ provider, ref })
    .whereNot('state', 'gone')
    .update({ state: 'gone' })
  return count > 0
}

/** From here on the line waits for our answer: whatever is decided meanwhile goes with it. */
export const beginAnswer = async (db: Queryable, ref: string, until: number): Promise<void> => {
  await db('provider_lines')
    .where({ provider, ref })
    .update({ answering_until: new Date(until) })
}

/** A line that has been sent elsewhere since does not hear this answer. */
export const noteServed = async (
  db: Queryable,
  ref: string,
  served: { hop: number; place: Place; turn: number },
): Promise<void> => {
  await db('provider_lines')
    .where({ provider, ref, hop: served.hop })
    .update({ place: served.place, served_turn: served.turn, answering_until: null })
}

/** The one that began with this `until`; a later one goes on. */
export const endAnswer = async (db: Queryable, ref: string, until: number): Promise<void> => {
  await db('provider_lines')
    .where({ provider, ref, answering_until: new Date(until) })
    .update({ answering_until: null })
}

/**
 * The number of this sending; answers to what was asked before it no longer count. Null when the line was given something
 * since it was read, or waits for an answer.
 */
export const nextHop = async (
  db: Queryable,
  { ref, hop, served_turn, place }: LineRow,
  now: number,
): Promise<number | null> => {
  const [row] = await db('provider_lines')
    .where({ provider, ref, hop, served_turn, place })
    .where((free) => free.whereNull('answering_until').orWhere('answering_until', '<=', new Date(now)))
    .update({ hop: db.raw('hop + 1') })
    .returning<{ hop: number }[]>('hop')
  return row?.hop ?? null
}

export const noteHearing = async (
  db: Queryable,
  ref: string,
  told: { held: boolean; muted: boolean },
): Promise<void> => {
  await db('provider_lines').where({ provider, ref }).update(told)
}

/** When an agent last came into a room; null: none ever did. */
export const lastAgentJoined = async (db: Queryable): Promise<number | null> => {
  const row = await db('legs')
    .join('provider_lines', 'provider_lines.leg_id', 'legs.id')
    .where({ 'provider_lines.provider': provider, 'legs.side': 'agent' })
    .max<{ at: number | null }[]>({ at: 'legs.connected_at' })
  return row[0]?.at ?? null
}
