/** The rows of legs: one party's line in a call. */
import { legStates } from '#shared/telephony/call.state.ts'
import type { LegPart } from '#shared/telephony/mix.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type LegState = (typeof legStates.states)[number]
export type LegRow = {
  id: string
  call_id: string
  side: 'client' | 'agent'
  user_id: string | null
  state: LegState
  part: LegPart
  muted: boolean
  deaf: boolean
  created_at: number
  connected_at: number | null
  lost_at: number | null
  ended_at: number | null
  end_reason: string | null
}

type NewLeg = { callId: string; side: 'client' | 'agent'; userId: string | null; part: LegPart; at: number }

export const insertLeg = async (trx: Trx, leg: NewLeg): Promise<LegRow> => {
  const [row] = await insertLegs(trx, [leg])
  if (!row) throw new Error('leg was not written')
  return row
}

export const insertLegs = async (trx: Trx, legs: readonly NewLeg[]): Promise<LegRow[]> => {
  if (legs.length === 0) return []
  return trx('legs')
    .insert(
      legs.map((leg) => ({
        call_id: leg.callId,
        side: leg.side,
        user_id: leg.userId,
        state: 'invited',
        part: leg.part,
        created_at: new Date(leg.at),
      })),
    )
    .returning<LegRow[]>('*')
}

export const findLeg = (db: Queryable, legId: string): Promise<LegRow | undefined> =>
  db('legs').where({ id: legId }).first<LegRow | undefined>()

/** The client's own, also when it has ended. */
export const clientLeg = (db: Queryable, callId: string): Promise<LegRow | undefined> =>
  db('legs').where({ call_id: callId, side: 'client' }).first<LegRow | undefined>()

export const openLegs = (db: Queryable, callId: string): Promise<LegRow[]> =>
  db('legs').where({ call_id: callId }).whereNot('state', 'ended').orderBy('created_at').select<LegRow[]>('*')

/** False when the leg is no longer in a state that the move starts from. */
export const moveLeg = async (
  trx: Trx,
  legId: string,
  move: keyof typeof legStates.moves,
  changes: Partial<{
    connected_at: Date
    lost_at: Date | null
    ended_at: Date
    end_reason: string
  }>,
): Promise<boolean> => {
  const count = await trx('legs')
    .where({ id: legId })
    .whereIn('state', legStates.moves[move].from)
    .update({ state: legStates.moves[move].to, ...changes })
  return count > 0
}

/** False when the leg had that part, or has ended. */
export const placeLeg = async (trx: Trx, legId: string, part: LegPart): Promise<boolean> => {
  const count = await trx('legs')
    .where({ id: legId })
    .whereNot('state', 'ended')
    .whereNot('part', part)
    .update({ part })
  return count > 0
}

/** False when it was so already, or the leg has ended. */
const turn = async (trx: Trx, legId: string, column: 'muted' | 'deaf', value: boolean): Promise<boolean> => {
  const count = await trx('legs')
    .where({ id: legId })
    .whereNot('state', 'ended')
    .whereNot(column, value)
    .update({ [column]: value })
  return count > 0
}
export const muteLegRow = (trx: Trx, legId: string, muted: boolean) => turn(trx, legId, 'muted', muted)
export const deafenLegRow = (trx: Trx, legId: string, deaf: boolean) => turn(trx, legId, 'deaf', deaf)

/** Were they ever heard in this call, as its agent or as a colleague who was asked? A leg that only rang is not. */
export const wasOnCall = async (db: Queryable, callId: string, userId: string): Promise<boolean> =>
  (await db('legs').where({ call_id: callId, user_id: userId }).whereNot('part', 'alone').first('id')) !==
  undefined

/** Legs lost since before the given time: their chance to rejoin has passed. */
export const legsLostBefore = (db: Queryable, before: number): Promise<LegRow[]> =>
  db('legs')
    .where({ state: 'lost' })
    .where('lost_at', '<=', new Date(before))
    .limit(200)
    .select<LegRow[]>('*')

/** Callers' legs of open calls that never connected. */
export const legsUnansweredBefore = (db: Queryable, before: number): Promise<LegRow[]> =>
  db('legs')
    .join('calls', 'calls.id', 'legs.call_id')
    .where('legs.state', 'invited')
    .where({ 'legs.side': 'client', 'calls.direction': 'inbound' })
    .whereNot('calls.state', 'ended')
    .where('legs.created_at', '<=', new Date(before))
    .limit(200)
    .select<LegRow[]>('legs.*')
