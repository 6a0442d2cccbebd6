/** SQL of the clocks of claims. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { claimMoved } from '#shared/claims/claim.events.ts'
import { claimClientTold, claimClientWrote } from '#shared/claims/clock.events.ts'
import type { ClockPlan, DeadlineBasis, PlannedStep } from '#shared/claims/clock-plan.ts'
import type { ClockKind, ClockSignal } from '#shared/claims/clock-table.ts'

export type ClockRow = {
  id: string
  claim_id: string
  kind: ClockKind
  basis: 'law' | 'contract' | 'policy'
  policy_version: number
  started_at: number
  started_by: ClockSignal
  deadline_at: number
  deadline_basis: DeadlineBasis
  steps: PlannedStep[]
  next_step: number
  escalate_at: number | null
  stopped_at: number | null
  stopped_by: string | null
}

/** The columns that a plan decides. */
export const columnsOf = (plan: ClockPlan) => {
  const next = plan.steps[plan.done]
  return {
    basis: plan.basis.terms.basis,
    policy_version: plan.basis.policyVersion,
    started_at: new Date(plan.startedAt),
    deadline_at: new Date(plan.deadlineAt),
    deadline_basis: JSON.stringify(plan.basis),
    steps: JSON.stringify(plan.steps),
    next_step: plan.done,
    escalate_at: next ? new Date(next.at) : null,
  }
}

/** Their ids, in the same order. */
export const insertClocks = async (
  trx: Trx,
  clocks: readonly { claimId: string; signal: ClockSignal; plan: ClockPlan }[],
): Promise<string[]> => {
  const rows = clocks.map(({ claimId, signal, plan }) => ({
    claim_id: claimId,
    kind: plan.kind,
    started_by: signal,
    ...columnsOf(plan),
  }))
  const inserted: { id: string }[] = await trx('claim_clocks').insert(rows).returning('id')
  return inserted.map(({ id }) => id)
}

export const insertClock = async (
  trx: Trx,
  claimId: string,
  signal: ClockSignal,
  plan: ClockPlan,
): Promise<string> => {
  const [id] = await insertClocks(trx, [{ claimId, signal, plan }])
  return id as string
}

/** What a running clock is computed to now. Zero rows: it was stopped meanwhile. */
export const replaceClock = (trx: Trx, id: string, plan: ClockPlan): Promise<number> =>
  trx('claim_clocks').where({ id }).whereNull('stopped_at').update(columnsOf(plan))

/** Those that run, locked; the strictest first. */
export const lockRunningClocks = (trx: Trx, claimId: string): Promise<ClockRow[]> =>
  trx('claim_clocks')
    .where({ claim_id: claimId })
    .whereNull('stopped_at')
    .orderBy(['deadline_at', 'id'])
    .forUpdate()

export const stopClock = (trx: Trx, clockId: string, at: number, by: string): Promise<number> =>
  trx('claim_clocks')
    .where({ id: clockId })
    .whereNull('stopped_at')
    .update({ stopped_at: new Date(at), stopped_by: by, escalate_at: null })

export const listClocks = (q: Queryable, claimId: string): Promise<ClockRow[]> =>
  q('claim_clocks').where({ claim_id: claimId }).orderBy(['started_at', 'id'])

export const findClock = async (q: Queryable, claimId: string, id: string): Promise<ClockRow | null> =>
  (await q('claim_clocks').where({ claim_id: claimId, id }).first()) ?? null

export type SignalEvent = { claim_id: string; kind: string; at: number; data: unknown }

/** What the log holds of these claims that their clocks go by, the oldest first. */
export const listSignalEvents = (q: Queryable, claimIds: readonly string[]): Promise<SignalEvent[]> =>
  q('events')
    .whereIn('subject_id', [...claimIds])
    .whereIn('kind', [claimMoved.kind, claimClientTold.kind, claimClientWrote.kind])
    .orderBy('id')
    .select({ claim_id: 'subject_id' }, 'kind', 'at', 'data')

/** How often an answer has been owed again. */
export const countReturns = async (q: Queryable, claimId: string): Promise<number> => {
  const row = await q('claim_clocks')
    .where({ claim_id: claimId, started_by: 'owed-again', kind: 'final-answer' })
    .countDistinct({ n: 'started_at' })
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** What a claim's own row repeats for the desk: the strictest clock that runs, else the strictest of those stopped last. */
export const readDesk = async (
  q: Queryable,
  claimId: string,
): Promise<{ deadline_at: Date; clock_stopped_at: Date | null } | null> => {
  const row = await q('claim_clocks')
    .where({ claim_id: claimId })
    .orderByRaw('stopped_at desc nulls first, deadline_at, id')
    .first('deadline_at', 'stopped_at')
  if (!row) return null
  const stopped = row.stopped_at === null ? null : new Date(row.stopped_at)
  return { deadline_at: new Date(row.deadline_at), clock_stopped_at: stopped }
}

/** For what changes clocks without a move of the claim: its version stays, so that nobody's draft goes stale. */
export const showOnDesk = async (trx: Trx, claimId: string): Promise<void> => {
  const desk = await readDesk(trx, claimId)
  if (desk) await trx('claims').where({ id: claimId }).update(desk)
}
