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

/** Of these claims the clocks that have a step due, locked; none that was carried out or put off meanwhile. */
export const lockDueClocks = (trx: Trx, claimIds: readonly string[], now: number): Promise<ClockRow[]> =>
  trx('claim_clocks')
    .whereIn('claim_id', [...claimIds])
    .whereNull('stopped_at')
    .where('escalate_at', '<=', new Date(now))
    .orderBy(['escalate_at', 'id'])
    .forUpdate()

/** Each as far as its next step, which no other may have moved meanwhile. Answers how many. */
export const advanceClocks = async (
  trx: Trx,
  moved: readonly { clock: ClockRow; nextStep: number }[],
): Promise<number> => {
  const rows = moved.map(({ clock, nextStep }) => ({
    id: clock.id,
    was: clock.next_step,
    next: nextStep,
    at: clock.steps[nextStep] ? new Date(clock.steps[nextStep].at) : null,
  }))
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update claim_clocks k set next_step = m.next, escalate_at = m.at
       from jsonb_to_recordset(:rows::jsonb) as m(id uuid, was int, next int, at timestamptz)
      where k.id = m.id and k.next_step = m.was`,
    { rows: JSON.stringify(rows) },
  )
  return rowCount
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
export const insertEscalations = async (trx: Trx, rows: readonly EscalationRow[]): Promise<void> => {
  await trx('claim_escalations').insert(
    rows.map((row) => ({
      ...row,
      due_at: new Date(row.due_at),
      at: new Date(row.at),
      notified: JSON.stringify(row.notified),
      did: JSON.stringify(row.did),
    })),
  )
}

/** The steps of these clocks that were carried out, though the clocks may not know. */
export const listCarriedOut = (
  q: Queryable,
  clockIds: readonly string[],
): Promise<{ clock_id: string; step: number }[]> =>
  q('claim_escalations')
    .whereIn('clock_id', [...clockIds])
    .select('clock_id', 'step')

export const listEscalations = (q: Queryable, claimId: string): Promise<EscalationRow[]> =>
  q('claim_escalations').where({ claim_id: claimId }).orderBy(['clock_id', 'step'])
