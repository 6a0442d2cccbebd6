/** SQL of the clocks of claims and their escalations. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ClockPlan, DeadlineBasis, PlannedStep } from '#shared/claims/deadline-policy.ts'

export type ClockRow = {
  id: string
  claim_id: string
  kind: 'answer'
  started_at: number
  deadline_at: number
  deadline_basis: DeadlineBasis
  steps: PlannedStep[]
  next_step: number
  escalate_at: number | null
  stopped_at: number | null
}

export const insertClock = async (trx: Trx, claimId: string, plan: ClockPlan): Promise<string> => {
  const first = plan.steps[0]
  const [inserted] = await trx('claim_clocks')
    .insert({
      claim_id: claimId,
      kind: 'answer',
      started_at: new Date(plan.startedAt),
      deadline_at: new Date(plan.deadlineAt),
      deadline_basis: JSON.stringify(plan.basis),
      steps: JSON.stringify(plan.steps),
      escalate_at: first ? new Date(first.at) : null,
    })
    .returning('id')
  return (inserted as { id: string }).id
}

/** The clock that runs, locked; null when no answer is owed. */
export const lockRunningClock = async (trx: Trx, claimId: string): Promise<ClockRow | null> =>
  (await trx('claim_clocks').where({ claim_id: claimId }).whereNull('stopped_at').forUpdate().first()) ?? null

export const stopClock = (trx: Trx, clockId: string, at: number, by: string): Promise<number> =>
  trx('claim_clocks')
    .where({ id: clockId })
    .whereNull('stopped_at')
    .update({ stopped_at: new Date(at), stopped_by: by, escalate_at: null })

export const listClocks = (q: Queryable, claimId: string): Promise<ClockRow[]> =>
  q('claim_clocks').where({ claim_id: claimId }).orderBy(['started_at', 'id'])

export type DueClock = { claim_id: string; escalate_at: number }

/** Claims with a step that has fallen due, the longest due first. */
export const listDueClocks = (
  q: Queryable,
  now: number,
  except: string[],
  limit: number,
): Promise<DueClock[]> =>
  q('claim_clocks')
    .where('escalate_at', '<=', new Date(now))
    .whereNotIn('claim_id', except)
    .orderBy('escalate_at')
    .limit(limit)
    .select('claim_id', 'escalate_at')

export const advanceClock = (trx: Trx, clock: ClockRow): Promise<number> => {
  const next = clock.steps[clock.next_step + 1]
  return trx('claim_clocks')
    .where({ id: clock.id, next_step: clock.next_step })
    .update({ next_step: clock.next_step + 1, escalate_at: next ? new Date(next.at) : null })
}

export type EscalationRow = {
  clock_id: string
  step: number
  claim_id: string
  due_at: number
  at: number
  notified: string[]
}

/** False when the step was carried out before: the key holds it to once. */
export const insertEscalation = async (trx: Trx, row: EscalationRow): Promise<boolean> => {
  const inserted = await trx('claim_escalations')
    .insert({
      ...row,
      due_at: new Date(row.due_at),
      at: new Date(row.at),
      notified: JSON.stringify(row.notified),
    })
    .onConflict(['clock_id', 'step'])
    .ignore()
    .returning('step')
  return inserted.length === 1
}

export const listEscalations = (q: Queryable, claimId: string): Promise<EscalationRow[]> =>
  q('claim_escalations').where({ claim_id: claimId }).orderBy(['clock_id', 'step'])
