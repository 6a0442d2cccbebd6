/** What a policy makes of claims whose clocks run: other terms and ladders, with time elapsed and held as they are. */
import type { Queryable } from '#server/platform/database.ts'
import { absentFrom, addedBy, type PastSignal } from '#shared/claims/clock-history.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import {
  type ClaimPolicy,
  chooseRule,
  type PolicyClock,
  type PolicyRule,
} from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar } from '../../policy.store.ts'
import { planAdded, readSignals } from '../add-clocks.ts'
import { holdsOf } from '../plan-clocks.ts'
import { planAgain } from '../replan-clocks.ts'
import { readPolicyVersion } from './policy.store.ts'
import type { RunningClock } from './running.store.ts'

export type Reckoned = {
  claim: RunningClock
  /** Each clock that runs. Null: the policy has no such clock for the claim, so it goes on as it is. */
  clocks: { row: RunningClock; plan: ClockPlan | null }[]
  /** Those that do not run yet, since what starts them has been. */
  added: { signal: PastSignal['signal']; plan: ClockPlan }[]
}

/** A claim that cannot be reckoned: the calendar of its market never opens (CalendarNeverOpens), or is none. */
export type Failed = { claimId: string; clocks: number; error: unknown }

export type UnderPolicy = (
  q: Queryable,
  rows: readonly RunningClock[],
) => Promise<{ reckoned: Reckoned[]; failed: Failed[] }>

/** All clocks of a claim are given together. Calendars and policies are read once, for as long as it is used. */
export const underPolicy = (policy: ClaimPolicy): UnderPolicy => {
  const calendarOf = remembered(readMarketCalendar)
  const policyOf = remembered(readPolicyVersion)

  /** Clocks of the rule that do not run, but for those that its older rule had: what of these is due runs already. */
  const newTo = async (q: Queryable, rows: RunningClock[]): Promise<PolicyClock[]> => {
    const rule = ruleFor(policy, rows)
    const oldest = Math.min(...rows.map(({ policy_version }) => policy_version))
    const before = ruleFor(await policyOf(q, oldest), rows)
    const known = before.clocks.map(({ kind, terms }) => ({ kind, basis: terms.basis }))
    return absentFrom(rule, [...rows, ...known])
  }

  const reckon = async (
    q: Queryable,
    rows: RunningClock[],
    { absent, signals }: { absent: PolicyClock[]; signals: readonly PastSignal[] },
  ): Promise<Reckoned> => {
    const claim = firstOf(rows)
    const rule = ruleFor(policy, rows)
    const { version } = policy
    const on = {
      calendar: await calendarOf(q, claim.market_id),
      holds: holdsOf(claim.holds),
      returns: claim.returns,
    }
    const clocks = rows.map((row) => {
      const clock = rule.clocks.find(({ kind, terms }) => kind === row.kind && terms.basis === row.basis)
      return { row, plan: clock ? planAgain(row, { row, clock, rule: rule.code, version }, on) : null }
    })
    const added = addedBy(absent, signals).map((due) => ({
      signal: due.since.signal,
      plan: planAdded(claim, due, { rule, version, ...on }),
    }))
    return { claim, clocks, added }
  }

  return async (q, rows) => {
    const claims = []
    for (const [id, own] of byClaim(rows)) claims.push({ id, own, absent: await newTo(q, own) })
    const asked = claims.filter(({ absent }) => absent.length > 0)
    const signals = await readSignals(
      q,
      asked.map(({ id, own }) => ({ id, opened_at: firstOf(own).opened_at })),
    )
    const reckoned: Reckoned[] = []
    const failed: Failed[] = []
    for (const { id, own, absent } of claims)
      try {
        reckoned.push(await reckon(q, own, { absent, signals: signals.get(id) ?? [] }))
      } catch (error) {
        failed.push({ claimId: id, clocks: own.length, error })
      }
    return { reckoned, failed }
  }
}

const byClaim = (rows: readonly RunningClock[]): Map<string, RunningClock[]> => {
  const claims = new Map<string, RunningClock[]>()
  for (const row of rows) claims.set(row.claim_id, [...(claims.get(row.claim_id) ?? []), row])
  return claims
}

const firstOf = (rows: readonly RunningClock[]): RunningClock => rows[0] as RunningClock

const ruleFor = (policy: ClaimPolicy, rows: readonly RunningClock[]): PolicyRule => {
  const { market_id, category_id, severity, client_kind, tags } = firstOf(rows)
  return chooseRule(policy, {
    marketId: market_id,
    categoryId: category_id,
    severity,
    clientClasses: [client_kind, ...tags.map((id) => `tag:${id}`)],
  })
}

const remembered = <K, V>(read: (q: Queryable, key: K) => Promise<V>) => {
  const known = new Map<K, Promise<V>>()
  return (q: Queryable, key: K): Promise<V> => {
    const value = known.get(key) ?? read(q, key)
    known.set(key, value)
    return value
  }
}
