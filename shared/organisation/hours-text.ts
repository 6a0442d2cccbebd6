/**
 * Open hours as they are typed: `9:00–13:00, 14:00–18:00`; `22:00–6:00` ends on the day after, as does whatever would end
 * no later than it begins. Nothing typed: closed.
 */
import type { Interval } from './calendar.ts'

const DAY = 1440
const MOST = 24

const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** What ends the day after is shown by that day's clock; midnight itself as 24:00. */
export const hoursText = (intervals: readonly Interval[]): string =>
  intervals
    .map(({ from, to }) => {
      if (to <= DAY) return `${clock(from)}–${clock(to)}`
      // A stretch of a whole day or more would read as one of a few hours, were its end shown by the next day's clock.
      return to - DAY <= from ? `${clock(from)}–${clock(to - DAY)}` : `${clock(from)}–${clock(to)}`
    })
    .join(', ')

const SPAN = /^(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?$/

/** Null for what is no list of hours. Minutes of wall time from the day's midnight, in the order of the day. */
export const readHours = (typed: string): Interval[] | null => {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const read = parts.map(readSpan)
  if (read.length > MOST || read.some((one) => one === null)) return null
  return (read as Interval[]).sort((a, b) => a.from - b.from || a.to - b.to)
}

const readSpan = (part: string): Interval | null => {
  const [, hour, minute, toHour, toMinute] = SPAN.exec(part) ?? []
  if (hour === undefined || toHour === undefined) return null
  if (Number(minute ?? 0) > 59 || Number(toMinute ?? 0) > 59) return null
  const from = Number(hour) * 60 + Number(minute ?? 0)
  const end = Number(toHour) * 60 + Number(toMinute ?? 0)
  const to = end > from ? end : end + DAY
  return from < DAY && to <= 2 * DAY ? { from, to } : null
}
