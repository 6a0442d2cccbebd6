/** Due times as people read them: what is due at midnight is due at 24:00 of the day before, not at 00:00 of the next. */
import type { Formats } from '../platform/format.ts'

const MINUTE_MS = 60_000

const isMidnight = (ms: number): boolean => {
  const at = new Date(ms)
  return at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0
}
const lastMinute = (ms: number, show: (ms: number) => string): string =>
  show(ms - MINUTE_MS).replace('23:59', '24:00')

/** As short as it can be: 18:30 today, 14 нояб., 24:00 this year. */
export const dueMoment = (ms: number, formats: Formats, now: number): string =>
  isMidnight(ms) ? lastMinute(ms, (at) => formats.moment(at, now)) : formats.moment(ms, now)

/** 14.11.2025, 24:00 */
export const dueDateTime = (ms: number, formats: Formats): string =>
  isMidnight(ms) ? lastMinute(ms, formats.dateTime) : formats.dateTime(ms)
