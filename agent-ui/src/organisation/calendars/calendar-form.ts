/** A calendar as its form holds it: the hours of the week as they are typed. */

import type { CalendarState } from '#shared/organisation/calendar.contract.ts'
import { type Calendar, isoWeekdays, type WeekHours } from '#shared/organisation/calendar.ts'
import { hoursText, readHours } from '#shared/organisation/hours-text.ts'

export type Weekday = (typeof isoWeekdays)[number]
export type CalendarForm = {
  nameRu: string
  nameEn: string
  zone: string
  week: Record<Weekday, string>
  exceptions: Calendar['exceptions']
}

const eachDay = <T>(of: (weekday: Weekday) => T): Record<Weekday, T> =>
  Object.fromEntries(isoWeekdays.map((weekday) => [weekday, of(weekday)])) as Record<Weekday, T>

export const calendarFormOf = ({ nameRu, nameEn, zone, week, exceptions }: CalendarState): CalendarForm => ({
  nameRu,
  nameEn,
  zone,
  week: eachDay((weekday) => hoursText(week[weekday])),
  exceptions,
})

/** Null while a day's hours cannot be read. */
export const weekOf = (typed: CalendarForm['week']): WeekHours | null => {
  const week = eachDay((weekday) => readHours(typed[weekday]))
  return Object.values(week).some((hours) => hours === null) ? null : (week as WeekHours)
}
