/** A calendar as a year of days: what each is, and why. */
import { type Calendar, type Interval, isoWeekdays } from './calendar.ts'
import { dateOf, dayOf, weekdayOf } from './zone-days.ts'

/**
 * `open` and `closed` by the weekday; `day-off`: closed though its weekday is open; `other-hours`: open, but not as its
 * weekday; `moved`: worked though its weekday is closed.
 */
export const dayKinds = ['open', 'closed', 'day-off', 'other-hours', 'moved'] as const
export type DayKind = (typeof dayKinds)[number]

export type YearDay = {
  /** `YYYY-MM-DD`. */
  date: string
  /** ISO: Monday is 1. */
  weekday: number
  kind: DayKind
  intervals: Interval[]
  /** Of the exception; empty where there is none. */
  name: string
}

export type Hours = Pick<Calendar, 'week' | 'exceptions'>

const sameHours = (a: Interval[], b: Interval[]): boolean =>
  a.length === b.length && a.every(({ from, to }, at) => from === b[at]?.from && to === b[at]?.to)

const kindOf = (usual: Interval[], own: Interval[] | undefined): DayKind => {
  if (own === undefined || sameHours(own, usual)) return usual.length > 0 ? 'open' : 'closed'
  if (own.length === 0) return 'day-off'
  return usual.length > 0 ? 'other-hours' : 'moved'
}

/** The twelve months of a year, each its days in order. */
export const monthsOf = ({ week, exceptions }: Hours, year: number): YearDay[][] => {
  const own = new Map(exceptions.map((exception) => [exception.date, exception]))
  const months: YearDay[][] = Array.from({ length: 12 }, () => [])
  for (let day = dayOf(`${year}-01-01`); day < dayOf(`${year + 1}-01-01`); day += 1) {
    const date = dateOf(day)
    const weekday = weekdayOf(day)
    const usual = week[isoWeekdays[weekday - 1]!]
    const exception = own.get(date)
    months[Number(date.slice(5, 7)) - 1]!.push({
      date,
      weekday,
      kind: kindOf(usual, exception?.intervals),
      intervals: exception?.intervals ?? usual,
      name: exception?.name ?? '',
    })
  }
  return months
}

/** The exceptions with this day as given; null takes the day's exception away. In the order of dates. */
export const withDay = (
  exceptions: Calendar['exceptions'],
  date: string,
  day: { intervals: Interval[]; name: string } | null,
): Calendar['exceptions'] => {
  const others = exceptions.filter((exception) => exception.date !== date)
  if (day === null) return others
  const { intervals, name } = day
  const made = { date, intervals, ...(name.trim() !== '' && { name: name.trim() }) }
  return [...others, made].sort((a, b) => a.date.localeCompare(b.date))
}
