/**
 * How long an answer to a claim may take, by severity, and who is told on the way. A policy is data with a version;
 * a clock keeps the version it was started under, and the times computed then (L20).
 */
import { z } from 'zod'
import {
  addBusinessDays,
  addBusinessMs,
  businessMsBetween,
  calendarShape,
} from '../organisation/business-time.ts'
import { dayAt, endOfDay } from '../organisation/zone-days.ts'
import type { Severity } from './claim.state.ts'

/** Days end at 24:00 in the calendar's zone; the day of the start is day 0. */
const term = z.strictObject({
  n: z.int().min(1).max(1_000),
  unit: z.enum(['business-hours', 'business-days', 'calendar-days']),
})
export type Term = z.infer<typeof term>

/** `handler`, or a role by its code. */
const addressee = z.string().regex(/^(handler|role:[a-z][a-z-]*)$/)
const tell = z.array(addressee).min(1).max(10)

const step = z.union([
  /** At this part of the working time until the deadline; 100 is the deadline itself. */
  z.strictObject({ percent: z.int().min(1).max(100), tell }),
  /** At 24:00 of the n-th business day after the deadline's day. */
  z.strictObject({ businessDaysAfter: z.int().min(1).max(100), tell }),
])
export type PolicyStep = z.infer<typeof step>

export const claimRules = z.strictObject({
  answer: z.strictObject({ low: term, normal: term, high: term, critical: term }),
  steps: z.array(step).max(20),
})
export type ClaimPolicy = { version: number; rules: z.infer<typeof claimRules> }

/** What a hub begins with, until an administrator puts a policy of its own. */
export const defaultPolicy: ClaimPolicy = {
  version: 0,
  rules: {
    answer: {
      low: { n: 10, unit: 'business-days' },
      normal: { n: 5, unit: 'business-days' },
      high: { n: 2, unit: 'business-days' },
      critical: { n: 8, unit: 'business-hours' },
    },
    steps: [
      { percent: 80, tell: ['handler'] },
      { percent: 100, tell: ['handler', 'role:supervisor', 'role:head-after-sales'] },
      { businessDaysAfter: 1, tell: ['role:director'] },
    ],
  },
}

export const marketCalendar = calendarShape.extend({ code: z.string() })
export type MarketCalendar = z.infer<typeof marketCalendar>

export type DeadlineBasis = Term & {
  kind: 'policy'
  policyVersion: number
  severity: Severity
  /** The calendar's code, and its zone: in it the days end. */
  calendar: string
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
  const allowed = policy.rules.answer[severity]
  const deadlineAt = endOfTerm(calendar, startedAt, allowed)
  return {
    startedAt,
    deadlineAt,
    basis: {
      ...allowed,
      kind: 'policy',
      policyVersion: policy.version,
      severity,
      calendar: calendar.code,
      zone: calendar.zone,
    },
    steps: policy.rules.steps
      .map((one) => ({ at: momentOf(calendar, { startedAt, deadlineAt }, one), tell: one.tell }))
      .sort((a, b) => a.at - b.at),
  }
}

const HOUR_MS = 3_600_000

const endOfTerm = (calendar: MarketCalendar, startedAt: number, { n, unit }: Term): number => {
  if (unit === 'business-hours') return addBusinessMs(calendar, startedAt, n * HOUR_MS)
  if (unit === 'business-days') return addBusinessDays(calendar, startedAt, n)
  return endOfDay(calendar.zone, dayAt(calendar.zone, startedAt) + n)
}

const momentOf = (
  calendar: MarketCalendar,
  { startedAt, deadlineAt }: { startedAt: number; deadlineAt: number },
  one: PolicyStep,
): number => {
  // A deadline at 24:00 belongs to the day it ends.
  if ('businessDaysAfter' in one) return addBusinessDays(calendar, deadlineAt - 1, one.businessDaysAfter)
  if (one.percent === 100) return deadlineAt
  const working = businessMsBetween(calendar, startedAt, deadlineAt)
  // Calendar days over a holiday may hold no working time at all.
  if (working === 0) return startedAt + Math.floor(((deadlineAt - startedAt) * one.percent) / 100)
  return addBusinessMs(calendar, startedAt, Math.floor((working * one.percent) / 100))
}
