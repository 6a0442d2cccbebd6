/** The days that a board looks back on, and the stretches they are shown by. Days are `YYYY-MM-DD` of one zone. Pure. */
import { dateOf, dayAt, dayOf, instantAt, weekdayOf } from '../../organisation/zone-days.ts'

export const grains = ['day', 'week'] as const
export type Grain = (typeof grains)[number]
/** Both days included. */
export type Days = { from: string; to: string }

/** More stretches than this are no picture: they are shown by the week. */
const MOST_DAYS = 92
const USUAL_WEEKS = 8
/** There are no claims before it. */
const FIRST_DAY = dayOf('2000-01-01')

const mondayOf = (day: number): number => day - (weekdayOf(day) - 1)

/** As asked, else eight weeks (or so many days) up to today; never beyond today, never from after `to`. */
export const daysAsked = (
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: number,
  usualDays?: number,
): Days => {
  const today = dayAt(zone, now)
  const to = Math.max(FIRST_DAY, Math.min(asked.to ? dayOf(asked.to) : today, today))
  const usual = usualDays ? to - usualDays + 1 : mondayOf(to) - (USUAL_WEEKS - 1) * 7
  const from = asked.from ? dayOf(asked.from) : usual
  return { from: dateOf(Math.max(FIRST_DAY, Math.min(from, to))), to: dateOf(to) }
}

/** By the day or from Monday to Sunday; the first and the last as far as the period goes. */
export const stretchesOf = ({ from, to }: Days, asked: Grain): { grain: Grain; stretches: Days[] } => {
  const [first, last] = [dayOf(from), dayOf(to)]
  const grain = last - first >= MOST_DAYS ? 'week' : asked
  const stretches: Days[] = []
  for (let day = first; day <= last; ) {
    const end = grain === 'day' ? day : Math.min(mondayOf(day) + 6, last)
    stretches.push({ from: dateOf(day), to: dateOf(end) })
    day = end + 1
  }
  return { grain, stretches }
}

/** Epoch ms: from the first day's beginning to the last one's end, in the zone. */
export const boundsOf = ({ from, to }: Days, zone: string): { from: number; to: number } => ({
  from: instantAt(zone, dayOf(from), 0),
  to: instantAt(zone, dayOf(to) + 1, 0),
})
