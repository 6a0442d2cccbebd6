/** SQL of the steps of escalation: what is due, and what was carried out. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ClockRow } from '../clock.store.ts'

export type DueClock = { id: string; claim_id: string; escalate_at: number }

/** Clocks with a step that has fallen due, the longest due first; `after` is the last one seen of that order. */
export const listDueClocks = (
  q: Queryable,
  now: number,
  after: { escalate_at: number; id: string } | null,
  limit: number,
): Promise<DueClock[]> => {
  const query = q('claim_clocks').where('escalate_at', '<=', new Date(now))
  if (after)
    query.whereRaw('(escalate_at, id) > (?::timestamptz, ?::uuid)', [new Date(after.escalate_at), after.id])
  return query.orderBy(['escalate_at', 'id']).limit(limit).select('id', 'claim_id', 'escalate_at')
}

/** Of a claim's clocks the one whose step has been due the longest; null when it was carried out or put off meanwhile. */
export const lockDueClock = async (trx: Trx, claimId: string, now: number): Promise<ClockRow | null> =>
  (await trx('claim_clocks')
    .where({ claim_id: claimId })
    .whereNull('stopped_at')
    .where('escalate_at', '<=', new Date(now))
    .orderBy(['escalate_at', 'id'])
    .forUpdate()
    .first()) ?? null

export const advanceClock = (trx: Trx, clock: ClockRow): Promise<number> => {
  const next = clock.steps[clock.next_step + 1]
  return trx('claim_clocks')
    .where({ id: clock.id, next_step: clock.next_step })
    .update({ next_step: clock.next_step + 1, escalate_at: next ? new Date(next.at) : null })
}

/** What a step did besides telling. */
export type StepDeeds = {
  raisedTo?: number
  reassigned?: { from: string | null; to: string }
}

export type EscalationRow = {
  clock_id: string
  step: number
  claim_id: string
  due_at: number
  at: number
  notified: string[]
  did: StepDeeds
}

/** The key holds a step to once: it throws for one that was carried out before. */
export const insertEscalation = async (trx: Trx, row: EscalationRow): Promise<void> => {
  await trx('claim_escalations').insert({
    ...row,
    due_at: new Date(row.due_at),
    at: new Date(row.at),
    notified: JSON.stringify(row.notified),
    did: JSON.stringify(row.did),
  })
}

/** Whether the clock's next step was carried out, though the clock does not know. */
export const wasCarriedOut = async (trx: Trx, { id, next_step }: ClockRow): Promise<boolean> =>
  Boolean(await trx('claim_escalations').where({ clock_id: id, step: next_step }).first('step'))

export const listEscalations = (q: Queryable, claimId: string): Promise<EscalationRow[]> =>
  q('claim_escalations').where({ claim_id: claimId }).orderBy(['clock_id', 'step'])
