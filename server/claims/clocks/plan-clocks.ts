/** Works out clocks of a claim by the newest policy, on the calendar of its market. */
import type { Queryable } from '#server/platform/database.ts'
import type { Severity } from '#shared/claims/claim.state.ts'
import { type ClockPlan, planClock } from '#shared/claims/clock-plan.ts'
import { startOf } from '#shared/claims/clock-standing.ts'
import { type ClockKind, type ClockSignal, changesOn } from '#shared/claims/clock-table.ts'
import { chooseRule } from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar } from '../policy.store.ts'
import { countReturns } from './clock.store.ts'
import { type HoldRow, listHolds } from './holds/hold.store.ts'
import { readPolicy, readPolicyFacts } from './policies/policy.store.ts'

/** What of a claim its clocks depend on; moments in epoch ms. */
export type ClockedClaim = {
  market_id: string
  category_id: string
  severity: Severity
  client_id: string
  opened_at: number
  sent_at?: number | null
  presented_at?: number | null
  /** By a file. */
  brought_at?: number | null
}

/** A hold that stands is reckoned to its cap: the deadline is then the latest it can be. */
export const holdsOf = (rows: readonly Pick<HoldRow, 'from_at' | 'to_at' | 'ends_at'>[]) =>
  rows.map(({ from_at, to_at, ends_at }) => ({ from: from_at, to: to_at ?? ends_at }))

/** The clocks of an opened claim, the strictest first. Throws CalendarNeverOpens: a fault of the configuration. */
export const planFirstClocks = (q: Queryable, claim: ClockedClaim): Promise<ClockPlan[]> =>
  planKinds(q, claim, { kinds: changesOn('opened', true).starts, signal: 'opened', at: claim.opened_at })

/** @param start.at when the signal came; the moments that the terms name count where they are the claim's own */
export const planKinds = async (
  q: Queryable,
  claim: ClockedClaim & { id?: string },
  { kinds, signal, at }: { kinds: readonly ClockKind[]; signal: ClockSignal; at: number },
): Promise<ClockPlan[]> => {
  if (kinds.length === 0) return []
  const policy = await readPolicy(q)
  const rule = chooseRule(policy, await readPolicyFacts(q, claim))
  const clocks = rule.clocks.filter((one) => kinds.includes(one.kind))
  if (clocks.length === 0) return []
  const calendar = await readMarketCalendar(q, claim.market_id)
  const again = signal === 'owed-again'
  const returns = claim.id && again ? (await countReturns(q, claim.id)) + 1 : 0
  const holds = claim.id ? holdsOf(await listHolds(q, claim.id)) : []
  return clocks
    .map((clock) =>
      planClock({
        policyVersion: policy.version,
        rule: rule.code,
        clock,
        severity: claim.severity,
        calendar,
        startedAt: signal === 'opened' ? beganAt(claim, clock.terms) : at,
        holds,
        returns,
        done: [],
        broughtAt: claim.brought_at,
      }),
    )
    .sort((a, b) => a.deadlineAt - b.deadlineAt)
}

/** A moment that nobody noted is the one at which the claim reached us. */
export const beganAt = (claim: ClockedClaim, terms: ClockPlan['basis']['terms']): number =>
  startOf(terms, {
    receivedAt: claim.opened_at,
    ...(claim.sent_at != null && { sentAt: claim.sent_at }),
    ...(claim.presented_at != null && { presentedAt: claim.presented_at }),
  }) ?? claim.opened_at
