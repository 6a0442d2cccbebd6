/**
 * Clocks by which claims are answered: law's, contract's and our own policy's. Pure; instants are epoch ms.
 *
 * A clock is kept as its terms, its start and its holds; the deadline always follows from these three. So a change of
 * policy or priority is a change of terms and nothing else: time elapsed and time held stay what they were.
 */
import { z } from 'zod'
import {
  addBusinessMs,
  businessDayFrom,
  businessMsBetween,
  closingOn,
  type OpenHours,
} from '../organisation/business-time.ts'
import { dayAt, endOfDay, instantAt } from '../organisation/zone-days.ts'

const MINUTE_MS = 60_000

export const clockTerms = z
  .strictObject({
    /** The moment that starts it: the claim was sent, reached us, or was handed over to us in form. */
    start: z.enum(['sent', 'received', 'presented']),
    n: z.int().min(1),
    /** Whole days, the event's day being day 0 (ГК РФ ст. 191), or minutes counted at once from the event. */
    grain: z.enum(['day', 'minute']),
    /** Every day and minute, or only those of the calendar's open hours. */
    unit: z.enum(['calendar', 'business']),
    basis: z.enum(['law', 'contract', 'policy']),
    pausable: z.boolean(),
    /** A last day that is no working day: it stands, or the next working day is the last (ГК РФ ст. 193). */
    roll: z.enum(['none', 'next-working-day']),
    /** The last day ends at 24:00 (ГК РФ ст. 194), or with the last closing hour where it has one. */
    end: z.enum(['midnight', 'closing']).default('midnight'),
  })
  .refine(({ basis, pausable }) => !(basis === 'law' && pausable), {
    path: ['pausable'],
    message: 'law_never_pauses',
  })
  .refine(({ grain, roll, end }) => grain === 'day' || (roll === 'none' && end === 'midnight'), {
    path: ['roll'],
    message: 'only_days_roll',
  })
export type ClockTerms = z.infer<typeof clockTerms>

/** `to` null: held still. */
export type Hold = { from: number; to: number | null }

export type Clock = {
  terms: ClockTerms
  startedAt: number
  /** In any order; what overlaps counts once. Of no effect on terms that are not pausable. */
  holds: readonly Hold[]
  calendar: OpenHours
  /** Of the market: in it the days begin and end. */
  zone: string
}

type Closed = { from: number; to: number }

/** Epoch ms; null while a hold is open short of it. Throws CalendarNeverOpens where business time is asked for. */
export const deadlineOf = (clock: Clock): number | null =>
  clock.terms.grain === 'day' ? dayDeadline(clock) : minuteDeadline(clock)

const minuteDeadline = (clock: Clock): number | null => afterCounted(clock, clock.terms.n * MINUTE_MS)

/** The instant by which so many ms of the clock's unit have been counted; null while a hold is open short of it. */
export const afterCounted = ({ terms, startedAt, holds, calendar }: Clock, ms: number): number | null => {
  const counts = (from: number, to: number) =>
    terms.unit === 'business' ? businessMsBetween(calendar, from, to) : to - from
  let left = ms
  let reached = startedAt
  for (const hold of effective(terms, holds, startedAt)) {
    const counted = counts(reached, hold.from)
    if (counted >= left) break
    left -= counted
    reached = hold.to
  }
  if (reached === Number.POSITIVE_INFINITY) return null
  return terms.unit === 'business' ? addBusinessMs(calendar, reached, left) : reached + left
}

/** A day counts unless a hold covers all of it: of a business day its open hours, of a calendar day its 24 hours. */
const dayDeadline = (clock: Clock): number | null => {
  const { terms, startedAt, zone, calendar } = clock
  const holds = effective(terms, clock.holds, startedAt)
  const forever = holds.at(-1)?.to === Number.POSITIVE_INFINITY ? holds.at(-1)!.from : null
  let day = dayAt(zone, startedAt)
  for (let count = 0; count < terms.n; ) {
    day = terms.unit === 'business' ? businessDayFrom(calendar, day + 1) : day + 1
    if (forever !== null && instantAt(zone, day, 0) >= forever) return null
    if (!heldAllDay(clock, holds, day)) count += 1
  }
  if (terms.roll === 'next-working-day') day = businessDayFrom(calendar, day)
  if (terms.end === 'closing') return closingOn(calendar, day) ?? endOfDay(zone, day)
  return endOfDay(zone, day)
}

/** A hold that covers all of a day takes it out of the count. */
export const heldAllDay = (
  { terms, zone, calendar }: Clock,
  holds: readonly Closed[],
  day: number,
): boolean => {
  const begins = instantAt(zone, day, 0)
  const ends = endOfDay(zone, day)
  const open = terms.unit === 'business' ? businessMsBetween(calendar, begins, ends) : 0
  return holds.some(({ from, to }) =>
    open > 0
      ? businessMsBetween(calendar, Math.max(begins, from), Math.min(ends, to)) === open
      : from <= begins && to >= ends,
  )
}

/** Ms of the clock's unit from a to b that no hold covers, and those that one covers. */
export const countedBetween = (clock: Clock, a: number, b: number): { elapsedMs: number; heldMs: number } => {
  const counts = (from: number, to: number) => {
    if (to <= from) return 0
    return clock.terms.unit === 'business' ? businessMsBetween(clock.calendar, from, to) : to - from
  }
  const heldMs = effective(clock.terms, clock.holds, a)
    .map(({ from, to }) => counts(from, Math.min(to, b)))
    .reduce((sum, ms) => sum + ms, 0)
  return { elapsedMs: counts(a, b) - heldMs, heldMs }
}

/** The holds that count, none overlapping; an open one ends at infinity. */
export const holdsOf = ({ terms, holds, startedAt }: Clock): readonly Closed[] =>
  effective(terms, holds, startedAt)

/** The holds that count: after the start, in order, none overlapping; an open one ends at infinity. */
const effective = (terms: ClockTerms, holds: readonly Hold[], startedAt: number): Closed[] => {
  if (!terms.pausable) return []
  const merged: Closed[] = []
  const sorted = holds
    .map(({ from, to }) => ({ from: Math.max(from, startedAt), to: to ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
  for (const hold of sorted) {
    const last = merged.at(-1)
    if (last && hold.from <= last.to) last.to = Math.max(last.to, hold.to)
    else merged.push(hold)
  }
  return merged
}
