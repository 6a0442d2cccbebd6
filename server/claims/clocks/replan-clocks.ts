/** Works the running clocks of a claim out again: other holds, other terms; elapsed and held time stay what they were. */
import type { Trx } from '#server/platform/database.ts'
import { type ClockPlan, type PlannedStep, planClock, stepOf } from '#shared/claims/clock-plan.ts'
import type { MarketCalendar, PolicyClock } from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar } from '../policy.store.ts'
import { type ClockRow, countReturns, lockRunningClocks, replaceClock, showOnDesk } from './clock.store.ts'
import { listHolds } from './holds/hold.store.ts'
import { beganAt, type ClockedClaim, holdsOf } from './plan-clocks.ts'

type Claim = ClockedClaim & { id: string }

/** After a hold has begun or ended: the same terms and ladder. The claim is locked by whoever calls. */
export const replanHeld = async (trx: Trx, claim: Claim): Promise<void> => {
  const pausable = (row: ClockRow) => row.deadline_basis.terms.pausable
  await replanEach(trx, claim, pausable, async () => (row) => ({ row, ...same(row) }))
}

export type Replanned = { row: ClockRow; plan: ClockPlan }
export type Respecified = {
  row: ClockRow
  clock: PolicyClock
  rule?: string
  /** Steps to come that no ladder knows any more (from before ladders had keys): they move with the deadline. */
  loose?: PlannedStep[]
}

/** As it is. */
export const same = ({ kind, deadline_basis, steps, next_step }: ClockRow): Omit<Respecified, 'row'> => {
  const ahead = steps.slice(next_step)
  const ladder = ahead.flatMap((one) => stepOf(one) ?? [])
  const loose = ahead.filter((one) => stepOf(one) === null)
  return { clock: { kind, terms: deadline_basis.terms, steps: ladder }, loose }
}

/** Those that run and are chosen, each worked out as it is specified. The claim is locked by whoever calls. */
export const replanEach = async (
  trx: Trx,
  claim: Claim,
  which: (row: ClockRow) => boolean,
  respecify: (rows: readonly ClockRow[]) => Promise<(row: ClockRow) => Respecified>,
): Promise<Replanned[]> => {
  const rows = (await lockRunningClocks(trx, claim.id)).filter(which)
  if (rows.length === 0) return []
  const specified = await respecify(rows)
  const calendar = await readMarketCalendar(trx, claim.market_id)
  const holds = holdsOf(await listHolds(trx, claim.id))
  const returns = await countReturns(trx, claim.id)
  const done: Replanned[] = []
  for (const row of rows) {
    const plan = planAgain(claim, specified(row), { calendar, holds, returns })
    await replaceClock(trx, row.id, plan)
    done.push({ row, plan })
  }
  await showOnDesk(trx, claim.id)
  return done
}

/** A policy's version that was applied since stands in `rule` and `version`. */
export const planAgain = (
  claim: ClockedClaim,
  { row, clock, rule, version, loose = [] }: Respecified & { version?: number },
  {
    calendar,
    holds,
    returns,
  }: { calendar: MarketCalendar; holds: ReturnType<typeof holdsOf>; returns: number },
): ClockPlan => {
  const plan = planClock({
    policyVersion: version ?? row.policy_version,
    rule: rule ?? row.deadline_basis.rule ?? claim.severity,
    clock,
    severity: claim.severity,
    calendar,
    startedAt: row.started_by === 'opened' ? beganAt(claim, clock.terms) : row.started_at,
    holds,
    returns: row.started_by === 'owed-again' ? returns : 0,
    done: row.steps.slice(0, row.next_step),
    broughtAt: claim.brought_at,
  })
  const shift = plan.deadlineAt - row.deadline_at
  return { ...plan, steps: [...plan.steps, ...loose.map((one) => ({ ...one, at: one.at + shift }))] }
}
