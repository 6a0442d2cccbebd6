/** Holidays of a country and year, as exceptions of a calendar: how each changes the hours of its week. */
import { type Calendar, type Interval, isoWeekdays, type WeekHours } from './calendar.ts'
import { russianProductionCalendar } from './russian-production-calendar.data.ts'
import { dayOf, weekdayOf } from './zone-days.ts'

/** `short`: a working day an hour shorter; `working-short`: a day off made such a day; else it is closed. */
export type Holiday = { date: string; kind: 'holiday' | 'day-off' | 'short' | 'working-short'; name: string }

const AN_HOUR = 60

/** The production calendar of Russia, with its moved days; empty for a year that it does not know. */
export const russianHolidays = (year: number): Holiday[] =>
  russianProductionCalendar
    .filter(({ date }) => date.startsWith(`${year}-`))
    .sort((a, b) => a.date.localeCompare(b.date))

/** The last hour goes; stretches that lay within it go altogether. */
const hourShorter = (intervals: Interval[]): Interval[] => {
  const end = Math.max(...intervals.map(({ to }) => to)) - AN_HOUR
  return intervals
    .map(({ from, to }) => ({ from, to: Math.min(to, end) }))
    .filter(({ from, to }) => to > from)
}

/** A day off that is worked goes by the first open weekday. */
const workedAs = (week: WeekHours): Interval[] =>
  isoWeekdays.map((weekday) => week[weekday]).find((hours) => hours.length > 0) ?? []

const hoursOn = (week: WeekHours, { date, kind }: Holiday): Interval[] => {
  if (kind === 'holiday' || kind === 'day-off') return []
  const usual = week[isoWeekdays[weekdayOf(dayOf(date)) - 1]!]
  const base = kind === 'working-short' && usual.length === 0 ? workedAs(week) : usual
  return base.length === 0 ? [] : hourShorter(base)
}

export const exceptionsOf = (week: WeekHours, holidays: readonly Holiday[]): Calendar['exceptions'] =>
  holidays.map((holiday) => ({ date: holiday.date, intervals: hoursOn(week, holiday), name: holiday.name }))

/** The days of both; where both know a date, the added one stands. In the order of dates. */
export const joinExceptions = (
  present: Calendar['exceptions'],
  added: Calendar['exceptions'],
): Calendar['exceptions'] => {
  const taken = new Set(added.map(({ date }) => date))
  return [...present.filter(({ date }) => !taken.has(date)), ...added].sort((a, b) =>
    a.date.localeCompare(b.date),
  )
}
