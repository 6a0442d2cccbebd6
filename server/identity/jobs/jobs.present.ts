/** What of the hub's own work an administrator is shown. */
import type { SweepRow } from '#server/platform/sweep.store.ts'
import { type LaneView, type SweepView, sweepStateOf } from '#shared/identity/jobs.contract.ts'
import { MAIL } from '#shared/platform/mail.ts'
import type { LaneRow } from './lanes.store.ts'

export const presentSweep = (row: SweepRow, now: number): SweepView => {
  const times = { everyMs: row.every_ms, lastAt: row.last_began_at, failedAt: row.last_failed_at }
  return {
    ...times,
    name: row.name,
    state: sweepStateOf(times, now),
    runs: row.runs,
    failures: row.failures,
    lastMs: row.last_ms,
    nextAt: row.last_began_at === null ? null : row.last_began_at + row.every_ms,
    error: row.last_error,
  }
}

/** Letters without a mail server are held for a person, and not late. */
export const presentLane = ({ due_since, ...row }: LaneRow, mailIsHeld: boolean): LaneView => ({
  ...row,
  dueSince: row.kind === MAIL && mailIsHeld ? null : due_since,
})
