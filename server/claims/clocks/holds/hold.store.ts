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

/** Claims with a hold at its cap, or with a reminder due; each once. */
export const listDueHolds = (q: Queryable, now: number, limit: number): Promise<string[]> =>
  q('claim_holds')
    .whereNull('to_at')
    .where((due) => due.where('ends_at', '<=', new Date(now)).orWhere('remind_at', '<=', new Date(now)))
    .orderBy('ends_at')
    .limit(limit)
    .pluck('claim_id')
