/**
 * How long an answer to a claim may take, by severity, and who is told on the way. A policy is data with a version;
 * a clock keeps the version it was started under, and the times computed then (L20).
 */
import { z } from 'zod'
import { addBusinessMs, calendarShape } from '../organisation/business-time.ts'
import type { Severity } from './claim.state.ts'
import { type Clock, type ClockTerms, clockTerms, countedBetween, deadlineOf } from './clock.ts'

/** `handler`, or a role by its code. */
const addressee = z.string().regex(/^(handler|role:[a-z][a-z-]*)$/)
const tell = z.array(addressee).min(1).max(10)

const step = z.union([
  /** At this part of the counted time until the deadline; 100 is the deadline itself. */
  z.strictObject({ percent: z.int().min(1).max(100), tell }),
  /** At 24:00 of the n-th business day after the deadline's day. */
  z.strictObject({ businessDaysAfter: z.int().min(1).max(100), tell }),
])
export type PolicyStep = z.infer<typeof step>

export const claimRules = z.strictObject({
  answer: z.strictObject({ low: clockTerms, normal: clockTerms, high: clockTerms, critical: clockTerms }),
  steps: z.array(step).max(20),
})
export type ClaimPolicy = { version: number; rules: z.infer<typeof claimRules> }

const ours = {
  start: 'received',
  unit: 'business',
  basis: 'policy',
  pausable: true,
  roll: 'none',
  end: 'midnight',
} as const

/** What a hub begins with, until an administrator puts a policy of its own. */
export const defaultPolicy: ClaimPolicy = {
  version: 0,
  rules: {
    answer: {
      low: { ...ours, grain: 'day', n: 10 },
      normal: { ...ours, grain: 'day', n: 5 },
      high: { ...ours, grain: 'day', n: 2 },
      critical: { ...ours, grain: 'minute', n: 8 * 60 },
    },
    steps: [
      { percent: 80, tell: ['handler'] },
      { percent: 100, tell: ['handler', 'role:supervisor', 'role:head-after-sales'] },
      { businessDaysAfter: 1, tell: ['role:director'] },
    ],
  },
}

/** The calendar a market goes by, and the market's own zone, in which its days begin and end. */
export const marketCalendar = calendarShape.extend({ code: z.string(), marketZone: z.string() })
export type MarketCalendar = z.infer<typeof marketCalendar>

export type DeadlineBasis = {
  terms: ClockTerms
  policyVersion: number
  severity: Severity
  /** The calendar's code. */
  calendar: string
  /** The market's. */
  zone: string
}

/** `at` in epoch ms. */
export type PlannedStep = { at: number; tell: string[] }
export type ClockPlan = { startedAt: number; deadlineAt: number; basis: DeadlineBasis; steps: PlannedStep[] }

/** Throws CalendarNeverOpens for a calendar without open hours: a fault of the configuration, not of the claim. */
export const planClock = (given: {
  policy: ClaimPolicy
  calendar: MarketCalendar
  severity: Severity
  startedAt: number
}): ClockPlan => {
  const { policy, calendar, severity, startedAt } = given
  const zone = calendar.marketZone
  const clock: Clock = { terms: policy.rules.answer[severity], startedAt, holds: [], calendar, zone }
  const deadlineAt = endOf(clock)
  return {
    startedAt,
    deadlineAt,
    basis: { terms: clock.terms, policyVersion: policy.version, severity, calendar: calendar.code, zone },
    steps: policy.rules.steps
      .map((one) => ({ at: momentOf(clock, deadlineAt, one), tell: one.tell }))
      .sort((a, b) => a.at - b.at),
  }
}

const endOf = (clock: Clock): number => {
  const end = deadlineOf(clock)
  if (end === null) throw new Error('a clock without holds has an end')
  return end
}

const momentOf = (clock: Clock, deadlineAt: number, one: PolicyStep): number => {
  if ('businessDaysAfter' in one) {
    const terms: ClockTerms = { ...ours, grain: 'day', n: one.businessDaysAfter }
    // A deadline at 24:00 belongs to the day it ends.
    return endOf({ ...clock, terms, startedAt: deadlineAt - 1 })
  }
  if (one.percent === 100) return deadlineAt
  const { startedAt, calendar, terms } = clock
  const { elapsedMs } = countedBetween(clock, startedAt, deadlineAt)
  const part = Math.floor((elapsedMs * one.percent) / 100)
  return terms.unit === 'business' ? addBusinessMs(calendar, startedAt, part) : startedAt + part
}
