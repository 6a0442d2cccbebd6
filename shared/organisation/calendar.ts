/** Open hours: what the columns `calendars.week` and `calendars.exceptions` hold. */
import { z } from 'zod'
import { isZone } from './zone-days.ts'

export const isoWeekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Minutes of wall time from the day's midnight; `to` beyond 1440 ends on the day after. */
const interval = z
  .strictObject({ from: z.int().min(0).max(1439), to: z.int().min(1).max(2880) })
  .refine(({ from, to }) => to > from, 'ends_before_it_begins')
export type Interval = z.infer<typeof interval>

const intervals = z.array(interval).max(24)

/** ISO weekday → open hours; a day without any is closed. */
const week = z.strictObject({
  '1': intervals,
  '2': intervals,
  '3': intervals,
  '4': intervals,
  '5': intervals,
  '6': intervals,
  '7': intervals,
})
export type WeekHours = z.infer<typeof week>

/** The hours of one date instead of its weekday's; none: closed. */
const exception = z.strictObject({ date: z.iso.date(), intervals, name: z.string().max(200).optional() })

export const calendarShape = z.strictObject({
  id: z.string(),
  zone: z.string().refine(isZone, 'unknown_zone'),
  week,
  exceptions: z
    .array(exception)
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'date_given_twice'),
})
export type Calendar = z.infer<typeof calendarShape>
