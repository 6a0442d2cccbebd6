/** The dry run: which clocks that run now would change under other rules, to when, and which would begin. Nothing is written. */
import type { Queryable } from '#server/platform/database.ts'
import { isBreached } from '#shared/claims/clock-standing.ts'
import type { ClockKind } from '#shared/claims/clock-table.ts'
import type { PolicyPreview } from '#shared/claims/deadline-policy.contract.ts'
import type { PolicyRule } from '#shared/claims/deadline-policy.ts'
import { listRunningClaims, listRunningOf } from './running.store.ts'
import { type Reckoned, underPolicy } from './under-policy.ts'

const BATCH = 1_000
const SHOWN = 200

/** Claims that cannot be reckoned are counted apart: the calendar of their market never opens. */
export const previewPolicy = async (
  q: Queryable,
  rules: PolicyRule[],
  now: number,
): Promise<PolicyPreview> => {
  const under = underPolicy({ version: 0, rules })
  const found: PolicyPreview = {
    ...{ clocks: 0, sooner: 0, later: 0, added: 0, overdue: 0, uncounted: 0 },
    changes: [],
  }
  let after: string | null = null
  for (;;) {
    const claimIds = await listRunningClaims(q, after, BATCH)
    const { reckoned, failed } = await under(q, await listRunningOf(q, claimIds))
    for (const one of reckoned) take(found, one, now)
    for (const { clocks } of failed) {
      found.clocks += clocks
      found.uncounted += clocks
    }
    found.changes = found.changes.sort((a, b) => a.to - b.to).slice(0, SHOWN)
    after = claimIds.at(-1) ?? null
    if (claimIds.length < BATCH) return found
  }
}

const take = (found: PolicyPreview, { claim, clocks, added }: Reckoned, now: number): void => {
  const put = (kind: ClockKind, from: number | null, to: number) => {
    if (isBreached(to, null, now) && !isBreached(from, null, now)) found.overdue += 1
    const { claim_id: claimId, number, client_name: client } = claim
    found.changes.push({ claimId, number, client, kind, from, to })
  }
  found.clocks += clocks.length
  for (const { row, plan } of clocks) {
    const [from, to] = [row.deadline_at, plan?.deadlineAt]
    if (to === undefined || to === from) continue
    found[to < from ? 'sooner' : 'later'] += 1
    put(row.kind, from, to)
  }
  for (const { plan } of added) {
    found.added += 1
    put(plan.kind, null, plan.deadlineAt)
  }
}
