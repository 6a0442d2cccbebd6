/** The dry run: which clocks that run now would change under other rules, and to when. Nothing is written. */
import type { Queryable } from '#server/platform/database.ts'
import { isBreached } from '#shared/claims/clock-standing.ts'
import type { PolicyPreview } from '#shared/claims/deadline-policy.contract.ts'
import type { PolicyRule } from '#shared/claims/deadline-policy.ts'
import { listRunning } from './running.store.ts'
import { underPolicy } from './under-policy.ts'

const BATCH = 1_000
const SHOWN = 200

/** Throws CalendarNeverOpens for a market whose calendar never does. */
export const previewPolicy = async (
  q: Queryable,
  rules: PolicyRule[],
  now: number,
): Promise<PolicyPreview> => {
  const planOf = underPolicy(q, { version: 0, rules })
  const found: PolicyPreview = { clocks: 0, sooner: 0, later: 0, overdue: 0, changes: [] }
  let after: string | null = null
  for (;;) {
    const rows = await listRunning(q, after, BATCH)
    for (const row of rows) {
      found.clocks += 1
      const to = (await planOf(row))?.deadlineAt
      const from = row.deadline_at
      if (to === undefined || to === from) continue
      found[to < from ? 'sooner' : 'later'] += 1
      if (isBreached(to, null, now) && !isBreached(from, null, now)) found.overdue += 1
      const { claim_id: claimId, number, client_name: client, kind } = row
      found.changes.push({ claimId, number, client, kind, from, to })
    }
    found.changes = found.changes.sort((a, b) => a.to - b.to).slice(0, SHOWN)
    after = rows.at(-1)?.id ?? null
    if (rows.length < BATCH) return found
  }
}
