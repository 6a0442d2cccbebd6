/** Calendars and terms that the tests of clocks reckon with. */
import { DateTime } from 'luxon'
import type { Interval, OpenHours } from '../organisation/business-time.ts'
import type { Clock, ClockTerms, Hold } from './clock.ts'
import { clockPresets } from './clock-presets.ts'

export const HOUR = 3_600_000

export const calendarOf = (zone: string, workday: Interval[], closed: string[] = []): OpenHours => ({
  zone,
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  exceptions: closed.map((date) => ({ date, intervals: [] })),
})
export const nineToFive: Interval[] = [{ from: 540, to: 1020 }]
export const split: Interval[] = [
  { from: 540, to: 780 },
  { from: 840, to: 1080 },
]
export const moscow = calendarOf('Europe/Moscow', nineToFive, ['2026-06-12'])
export const london = calendarOf('Europe/London', nineToFive, ['2026-05-25'])
export const newYork = calendarOf('America/New_York', nineToFive)
export const shanghai = calendarOf('Asia/Shanghai', nineToFive, ['2026-06-19'])
export const never = calendarOf('Europe/Moscow', [])

export const at = (local: string, zone = 'Europe/Moscow') => {
  const time = DateTime.fromISO(local, { zone })
  if (!time.isValid) throw new Error(local)
  return time.toMillis()
}

export const hoursOfPolicy = (n: number, other: Partial<ClockTerms> = {}): ClockTerms => ({
  start: 'received',
  n: n * 60,
  grain: 'minute',
  unit: 'business',
  basis: 'policy',
  pausable: true,
  roll: 'none',
  end: 'midnight',
  ...other,
})
export const daysOfPolicy = (n: number, other: Partial<ClockTerms> = {}): ClockTerms =>
  hoursOfPolicy(1, { n, grain: 'day', ...other })

export const clockOf = (
  terms: ClockTerms,
  startedAt: number,
  calendar = moscow,
  holds: Hold[] = [],
): Clock => ({
  terms,
  startedAt,
  holds,
  calendar,
  zone: calendar.zone,
})
export const preset = (code: (typeof clockPresets)[number]['code']): ClockTerms =>
  clockPresets.find((one) => one.code === code)!.terms
