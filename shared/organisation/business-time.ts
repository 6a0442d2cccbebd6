/**
 * Time that counts only while a calendar is open. Pure; instants are epoch ms. A calendar is not changed once it has
 * been used: its days are remembered.
 *
 * A shift belongs to the day it begins on: an exception on 1 January closes the shift that begins on 1 January, not
 * the end of the one of 31 December. Hours that overlap count once.
 */
import { type Calendar, type Interval, isoWeekdays } from './calendar.ts'
import { dayAt, dayOf, endOfDay, instantAt, weekdayOf } from './zone-days.ts'

export { type Calendar, calendarShape, type Interval, type WeekHours } from './calendar.ts'

/** How far an opening is looked for. */
export const HORIZON_DAYS = 400
/** A shift may end on the day after its own, and zones differ from UTC by less than a day. */
const LOOKBACK_DAYS = 2
const DAY_MS = 86_400_000

/** What a calendar is open by. */
export type OpenHours = Pick<Calendar, 'zone' | 'week' | 'exceptions'>

/** A calendar without an opening within the horizon is a fault of the configuration. */
export class CalendarNeverOpens extends Error {
  constructor(zone: string, from: number) {
    super(
      `the calendar in ${zone} has no open hours within ${HORIZON_DAYS} days of ${new Date(from).toISOString()}`,
    )
    this.name = 'CalendarNeverOpens'
  }
}

type Stretch = { start: number; end: number }
type Days = { exceptions: Map<number, Interval[]>; stretches: Map<number, Stretch[]> }

const remembered = new WeakMap<OpenHours, Days>()

const daysOf = (calendar: OpenHours): Days => {
  const known = remembered.get(calendar)
  if (known) return known
  const exceptions = new Map(calendar.exceptions.map(({ date, intervals }) => [dayOf(date), intervals]))
  const days = { exceptions, stretches: new Map() }
  remembered.set(calendar, days)
  return days
}

const intervalsOn = (calendar: OpenHours, { exceptions }: Days, day: number): Interval[] =>
  (exceptions.size > 0 ? exceptions.get(day) : undefined) ?? calendar.week[isoWeekdays[weekdayOf(day) - 1]!]

/** The stretches that begin on a day, in order. */
const stretchesOn = (calendar: OpenHours, day: number): Stretch[] => {
  const days = daysOf(calendar)
  const known = days.stretches.get(day)
  if (known) return known
  const made = intervalsOn(calendar, days, day)
    .map(({ from, to }) => ({
      start: instantAt(calendar.zone, day, from),
      end: instantAt(calendar.zone, day, to),
    }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start)
  days.stretches.set(day, made)
  return made
}

/** Open stretches after an instant, none overlapping, until `until` or until none begins for a whole horizon. */
function* openFrom(calendar: OpenHours, from: number, until: number): Generator<Stretch> {
  let reached = from
  let day = dayAt(calendar.zone, from) - LOOKBACK_DAYS
  let last = day + LOOKBACK_DAYS + HORIZON_DAYS
  for (; day <= last; day += 1) {
    for (const { start, end } of stretchesOn(calendar, day)) {
      if (start >= until || reached >= until) return
      if (end <= reached) continue
      yield { start: Math.max(start, reached), end: Math.min(end, until) }
      reached = end
      last = day + HORIZON_DAYS
    }
    if (day * DAY_MS > until + 2 * DAY_MS) return
  }
}

/** The open stretches from a to b in order, none overlapping, cut at both ends; empty when b is not after a. */
export const openStretches = (calendar: OpenHours, a: number, b: number): { start: number; end: number }[] =>
  b > a ? [...openFrom(calendar, a, b)] : []

/** The first instant not before now at which the calendar is open (now itself when it is); null: none in 400 days. */
export const nextOpening = (calendar: OpenHours, now: number): number | null => {
  for (const { start } of openFrom(calendar, now, Number.POSITIVE_INFINITY)) return start
  return null
}

/** An opening minute is open, a closing minute is not. */
export const isOpen = (calendar: OpenHours, now: number): boolean => {
  for (const { start } of openFrom(calendar, now, now + 1)) return start === now
  return false
}

/**
 * The instant by which `ms` of open time have passed since start: the closing time itself when they end with a shift.
 * `ms` 0 is start, even when closed then. Throws CalendarNeverOpens; RangeError for a negative `ms`.
 */
export const addBusinessMs = (calendar: OpenHours, start: number, ms: number): number => {
  if (!(ms >= 0)) throw new RangeError(`not a duration: ${ms}`)
  if (ms === 0) return start
  let left = ms
  for (const stretch of openFrom(calendar, start, Number.POSITIVE_INFINITY)) {
    const length = stretch.end - stretch.start
    if (length >= left) return stretch.start + left
    left -= length
  }
  throw new CalendarNeverOpens(calendar.zone, start)
}

/** Ms of open time from a to b; 0 when b is not after a. */
export const businessMsBetween = (calendar: OpenHours, a: number, b: number): number => {
  let sum = 0
  if (b > a) for (const { start, end } of openFrom(calendar, a, b)) sum += end - start
  return sum
}

/** A day with any open hours is a business day. */
export const isBusinessDay = (calendar: OpenHours, day: number): boolean =>
  stretchesOn(calendar, day).length > 0

/** Epoch ms of the last closing of the shifts that begin on a day; null when it is no business day. */
export const closingOn = (calendar: OpenHours, day: number): number | null => {
  const ends = stretchesOn(calendar, day).map(({ end }) => end)
  return ends.length > 0 ? Math.max(...ends) : null
}

/** The day itself when it is a business day, else the next that is. Throws CalendarNeverOpens. */
export const businessDayFrom = (calendar: OpenHours, day: number): number => {
  for (let next = day; next <= day + HORIZON_DAYS; next += 1) if (isBusinessDay(calendar, next)) return next
  throw new CalendarNeverOpens(calendar.zone, day * DAY_MS)
}

/**
 * 24:00, in the calendar's zone, of the n-th business day after the day of start; that day is day 0, business day or
 * not, so n = 0 is its own end. Throws CalendarNeverOpens; RangeError for an n that is not a whole number ≥ 0.
 */
export const addBusinessDays = (calendar: OpenHours, start: number, n: number): number => {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of days: ${n}`)
  let day = dayAt(calendar.zone, start)
  for (let count = 0; count < n; count += 1) day = businessDayFrom(calendar, day + 1)
  return endOfDay(calendar.zone, day)
}
