/** Open claims of the bench, each with the clock of its answer, written by two statements. */

import { readMarketCalendar } from '#server/claims/policy.store.ts'
import type { Database } from '#server/platform/database.ts'
import { inTransaction } from '#server/platform/database.ts'
import { planClock } from '#shared/claims/clock-plan.ts'
import { chooseRule, defaultPolicy } from '#shared/claims/deadline-policy.ts'
import type { Company } from '../tests/harness/company.ts'

const DAY_MS = 86_400_000

/** Opened over the last hour, normal severity, handled by one person: what differs costs the same. */
export const fillClaims = (db: Database, { markets, users, client }: Company, count: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    const calendar = await readMarketCalendar(trx, markets.ru)
    const facts = { marketId: markets.ru, categoryId: '', severity: 'normal' as const, clientClasses: [] }
    const rule = chooseRule(defaultPolicy, facts)
    const clock = rule.clocks.find(({ kind }) => kind === 'final-answer')
    if (!clock) throw new Error('the first policy has no final answer')
    const startedAt = Date.now() - DAY_MS / 24
    const plan = planClock({
      ...{ policyVersion: 0, rule: rule.code, clock, severity: 'normal', calendar, startedAt },
      ...{ holds: [], returns: 0, done: [] },
    })
    await trx.raw(
      `insert into claims (number, client_id, market_id, handler_id, category_id, severity, description, state, opened_at, deadline_at)
       select 'B-' || n, :client, :market, :handler, (select id from claim_categories order by code limit 1), 'normal', 'x', 'received',
              :opened::timestamptz, :deadline::timestamptz
         from generate_series(1, :count) n`,
      {
        client: client.id,
        market: markets.ru,
        handler: users.handler,
        opened: new Date(startedAt),
        deadline: new Date(plan.deadlineAt),
        count,
      },
    )
    await trx.raw(
      `insert into claim_clocks (claim_id, kind, started_at, deadline_at, deadline_basis, steps, escalate_at)
       select id, 'final-answer', opened_at, deadline_at, :basis::jsonb, :steps::jsonb, :next::timestamptz from claims`,
      {
        basis: JSON.stringify(plan.basis),
        steps: JSON.stringify(plan.steps),
        next: new Date(plan.steps[0]?.at ?? plan.deadlineAt),
      },
    )
  })
