/** A clock worked out: its deadline and the moments of its ladder, from terms, start and holds. Pure; epoch ms. */
import type { Severity } from './claim.state.ts'
import { afterCounted, type Clock, type ClockTerms, countedBetween, deadlineOf, type Hold } from './clock.ts'
import type { ClockKind } from './clock-table.ts'
import { keyOf, type MarketCalendar, type PolicyClock, type PolicyStep } from './deadline-policy.ts'

/** What a deadline was computed from; kept with it, and all that is needed to compute it again. */
export type DeadlineBasis = {
  terms: ClockTerms
  policyVersion: number
  /** The rule's code; absent of clocks that began before there were rules. */
  rule?: string
  severity: Severity
  /** The calendar's code, and its version then. */
  calendar: string
  calendarVersion?: number
  /** The market's. */
  zone: string
}

/** `at` in epoch ms. `key` is absent of steps that were planned before ladders had keys. */
export type PlannedStep = { at: number; key?: string; tell: string[]; raise?: true; reassign?: true }

export type ClockPlan = {
  kind: ClockKind
  startedAt: number
  deadlineAt: number
  basis: DeadlineBasis
  steps: PlannedStep[]
  /** How many of the steps are behind it: carried out, or passed over. */
  done: number
}

export type ClockSpec = {
  policyVersion: number
  rule: string
  clock: PolicyClock
  severity: Severity
  calendar: MarketCalendar
  startedAt: number
  /** Each with an end: one that still stands ends at its cap, unless the client's word comes first. */
  holds: readonly Hold[]
  /** How often the claim has come back. */
  returns: number
  /** Steps that were carried out: they stay as they were, and none of them is planned again. */
  done: readonly PlannedStep[]
  /**
   * When a file brought the claim in. Its clocks run from when it was received, and one whose time has passed is a breach at
   * its true time; its ladders do not: steps whose moment had passed by then are passed over, for nobody is to get letters
   * about hundreds of old rows at once.
   */
  broughtAt?: number | null | undefined
}

/** Throws CalendarNeverOpens for a calendar without open hours: a fault of the configuration, not of the claim. */
export const planClock = (spec: ClockSpec): ClockPlan => {
  const { clock, calendar, startedAt, holds, done, severity, broughtAt } = spec
  const counted: Clock = { terms: clock.terms, startedAt, holds, calendar, zone: calendar.marketZone }
  const deadlineAt = endOf(counted)
  const known = new Set(done.map(({ key }) => key))
  const ahead = clock.steps
    .filter((one) => !known.has(keyOf(one)) && !('returned' in one && one.returned > spec.returns))
    .map((one) => planned(counted, deadlineAt, one))
    .sort((a, b) => a.at - b.at)
  const passed = broughtAt == null ? [] : ahead.filter(({ at }) => at <= broughtAt)
  return {
    kind: clock.kind,
    startedAt,
    deadlineAt,
    basis: {
      terms: clock.terms,
      policyVersion: spec.policyVersion,
      rule: spec.rule,
      severity,
      calendar: calendar.code,
      ...(calendar.version !== undefined && { calendarVersion: calendar.version }),
      zone: calendar.marketZone,
    },
    steps: [...done, ...ahead],
    done: done.length + passed.length,
  }
}

/** The ladder's step that a planned one came from; null of one that was planned before ladders had keys. */
export const stepOf = ({ key, tell, raise, reassign }: PlannedStep): PolicyStep | null => {
  const number = Number(key?.slice(1))
  const acts = { tell, ...(raise && { raise }), ...(reassign && { reassign }) }
  if (key?.startsWith('p')) return { percent: number, ...acts }
  if (key?.startsWith('d')) return { businessDaysAfter: number, ...acts }
  return key?.startsWith('r') ? { returned: number, ...acts } : null
}

const planned = (clock: Clock, deadlineAt: number, one: PolicyStep): PlannedStep => ({
  at: momentOf(clock, deadlineAt, one),
  key: keyOf(one),
  tell: one.tell,
  ...(one.raise && { raise: true }),
  ...(one.reassign && { reassign: true }),
})

const endOf = (clock: Clock): number => {
  const end = deadlineOf(clock)
  if (end === null) throw new Error('a hold without an end has no deadline')
  return end
}

const daysAfter = {
  start: 'received',
  grain: 'day',
  unit: 'business',
  basis: 'policy',
  pausable: false,
  roll: 'none',
  end: 'midnight',
} as const

const momentOf = (clock: Clock, deadlineAt: number, one: PolicyStep): number => {
  if ('returned' in one) return clock.startedAt
  if ('businessDaysAfter' in one) {
    // A deadline at 24:00 belongs to the day it ends. What is late is not held any more.
    const terms: ClockTerms = { ...daysAfter, n: one.businessDaysAfter }
    return endOf({ ...clock, terms, holds: [], startedAt: deadlineAt - 1 })
  }
  if (one.percent === 100) return deadlineAt
  const { elapsedMs } = countedBetween(clock, clock.startedAt, deadlineAt)
  return afterCounted(clock, Math.floor((elapsedMs * one.percent) / 100)) ?? deadlineAt
}
