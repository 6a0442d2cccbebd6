/** SQL of the holds: stretches in which a claim waits for its client. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { HoldEnd, WaitsFor } from '#shared/claims/hold.ts'

export type HoldRow = {
  id: string
  claim_id: string
  waits_for: WaitsFor
  from_at: number
  to_at: number | null
  ends_at: number
  remind_at: number | null
  reminded_at: number | null
  held_by: string | null
  ended_by: HoldEnd | null
}

export const listHolds = (q: Queryable, claimId: string): Promise<HoldRow[]> =>
  q('claim_holds').where({ claim_id: claimId }).orderBy(['from_at', 'id'])

/** The one that stands, locked. */
export const lockHold = async (trx: Trx, claimId: string): Promise<HoldRow | null> =>
  (await trx('claim_holds').where({ claim_id: claimId }).whereNull('to_at').forUpdate().first()) ?? null

export const insertHold = async (
  trx: Trx,
  hold: { claimId: string; waitsFor: WaitsFor; from: number; endsAt: number; remindAt: number; by: string },
): Promise<string> => {
  const [inserted] = await trx('claim_holds')
    .insert({
      claim_id: hold.claimId,
      waits_for: hold.waitsFor,
      from_at: new Date(hold.from),
      ends_at: new Date(hold.endsAt),
      remind_at: new Date(hold.remindAt),
      held_by: hold.by,
    })
    .returning('id')
  return (inserted as { id: string }).id
}

export const closeHold = (trx: Trx, id: string, at: number, by: HoldEnd): Promise<number> =>
  trx('claim_holds')
    .where({ id })
    .whereNull('to_at')
    .update({ to_at: new Date(at), ended_by: by })

export const markReminded = (trx: Trx, id: string, at: number): Promise<number> =>
  trx('claim_holds')
    .where({ id })
    .whereNull('to_at')
    .whereNull('reminded_at')
    .update({ reminded_at: new Date(at), remind_at: null })

export type DueHold = { id: string; claim_id: string; due_at: number }

/** When a hold has something to be done about it; the reminder is empty once it was given. */
const DUE_AT = 'least(ends_at, remind_at)'

/** Those that stand at their cap, or with a reminder due, the longest due first; `after` is the last one seen of that order. */
export const listDueHolds = (
  q: Queryable,
  now: number,
  after: DueHold | null,
  limit: number,
): Promise<DueHold[]> => {
  const query = q('claim_holds')
    .whereNull('to_at')
    .where((due) => due.where('ends_at', '<=', new Date(now)).orWhere('remind_at', '<=', new Date(now)))
  if (after) query.whereRaw(`(${DUE_AT}, id) > (?::timestamptz, ?::uuid)`, [new Date(after.due_at), after.id])
  return query
    .orderByRaw(`${DUE_AT}, id`)
    .limit(limit)
    .select('id', 'claim_id', { due_at: q.raw(DUE_AT) })
}
