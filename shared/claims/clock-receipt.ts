/**
 * What a deadline is made of, stretch by stretch: counted time, closed time, waits for the client, days that do not
 * count. Pure; made of the same rules as the deadline itself, and ends where it does.
 */
import { isBusinessDay, openStretches } from '../organisation/business-time.ts'
import { dayAt, dayOf, endOfDay, instantAt, offsetAt } from '../organisation/zone-days.ts'
import { type Clock, deadlineOf, heldAllDay, holdsOf } from './clock.ts'

const MINUTE_MS = 60_000

export type ReceiptLine = {
  from: number
  to: number
  what: 'counted' | 'closed' | 'held' | 'day-zero' | 'rolled'
  countedMs: number
  days: number
  holidays: { date: string; name: string }[]
  shifts: { at: number; minutes: number }[]
}

export type Receipt = {
  deadlineAt: number
  lines: ReceiptLine[]
  total: { countedMs: number; days: number; heldMs: number }
}

type Stretch = Pick<ReceiptLine, 'from' | 'to' | 'what' | 'countedMs' | 'days'>

/** Throws for a clock that is held without an end: it has no deadline to account for. */
export const receiptOf = (clock: Clock): Receipt => {
  const deadlineAt = deadlineOf(clock)
  if (deadlineAt === null) throw new Error('a hold without an end has no deadline')
  const stretches =
    clock.terms.grain === 'day' ? dayStretches(clock, deadlineAt) : timeStretches(clock, deadlineAt)
  const lines = joined(stretches).map((one) => ({
    ...one,
    holidays: holidaysIn(clock, one),
    shifts: shiftsIn(clock.zone, one),
  }))
  const sum = (pick: (line: ReceiptLine) => number) => lines.reduce((all, line) => all + pick(line), 0)
  return {
    deadlineAt,
    lines,
    total: {
      countedMs: sum(({ countedMs }) => countedMs),
      days: sum(({ days }) => days),
      heldMs: sum(({ what, from, to }) => (what === 'held' ? to - from : 0)),
    },
  }
}

/** Open hours (all hours of a calendar clock) outside of the holds count, the rest stands between them. */
const timeStretches = (clock: Clock, until: number): Stretch[] => {
  const { terms, startedAt, calendar } = clock
  const open =
    terms.unit === 'business' ? openStretches(calendar, startedAt, until) : [{ start: startedAt, end: until }]
  const holds = holdsOf(clock).filter(({ from }) => from < until)
  const cuts = new Set([startedAt, until])
  for (const { start, end } of open) cuts.add(start).add(end)
  for (const { from, to } of holds) cuts.add(from).add(Math.min(to, until))
  const moments = [...cuts].sort((a, b) => a - b)
  return moments.slice(1).map((to, at) => {
    const from = moments[at] as number
    const inside = (start: number, end: number) => start <= from && to <= end
    const isOpen = open.some(({ start, end }) => inside(start, end))
    const held = holds.some((hold) => inside(hold.from, hold.to))
    const what = isOpen ? (held ? 'held' : 'counted') : 'closed'
    return { from, to, what, countedMs: what === 'counted' ? to - from : 0, days: 0 }
  })
}

/** Day 0, then day by day until the last one, which ends the term; a roll adds days that only wait for a working one. */
const dayStretches = (clock: Clock, until: number): Stretch[] => {
  const { terms, startedAt, zone, calendar } = clock
  const first = dayAt(zone, startedAt)
  const lines: Stretch[] = []
  const put = (from: number, to: number, what: Stretch['what'], days: number) => {
    if (to > from) lines.push({ from, to, what, countedMs: 0, days })
  }
  put(startedAt, Math.min(endOfDay(zone, first), until), 'day-zero', 0)
  const holds = holdsOf(clock)
  let left = terms.n
  for (let day = first + 1; instantAt(zone, day, 0) < until; day += 1) {
    const [from, to] = [instantAt(zone, day, 0), Math.min(endOfDay(zone, day), until)]
    const works = terms.unit === 'calendar' || isBusinessDay(calendar, day)
    if (left === 0) put(from, to, 'rolled', 0)
    else if (!works) put(from, to, 'closed', 0)
    else if (heldAllDay(clock, holds, day)) put(from, to, 'held', 0)
    else {
      put(from, to, 'counted', 1)
      left -= 1
    }
  }
  return lines
}

/** Neighbours of one kind are one line, but counted ones: each of these is to be seen. */
const joined = (stretches: Stretch[]): Stretch[] => {
  const lines: Stretch[] = []
  for (const one of stretches) {
    const last = lines.at(-1)
    if (last && last.what === one.what && last.to === one.from && one.what !== 'counted') last.to = one.to
    else lines.push({ ...one })
  }
  return lines
}

/** The calendar's own days that begin in a line: holidays, and days with other hours than their weekday's. */
const holidaysIn = ({ calendar }: Clock, { from, to }: Stretch): ReceiptLine['holidays'] =>
  calendar.exceptions
    .filter(({ date }) => {
      const day = dayOf(date)
      return instantAt(calendar.zone, day, 0) < to && endOfDay(calendar.zone, day) > from
    })
    .map(({ date, name }) => ({ date, name: name ?? '' }))

/** Each moment of a line at which the zone puts its clocks on or back. */
const shiftsIn = (zone: string, { from, to }: Stretch): ReceiptLine['shifts'] => {
  const shifts: ReceiptLine['shifts'] = []
  for (let day = dayAt(zone, from); day <= dayAt(zone, to - 1); day += 1) {
    const begins = Math.max(from, instantAt(zone, day, 0))
    const ends = Math.min(to, endOfDay(zone, day))
    const moved = offsetAt(zone, ends) - offsetAt(zone, begins)
    if (moved !== 0) shifts.push({ at: changeIn(zone, begins, ends), minutes: Math.round(moved / MINUTE_MS) })
  }
  return shifts
}

/** To the minute; the offsets of the two ends differ. */
const changeIn = (zone: string, from: number, to: number): number => {
  let [low, high] = [from, to]
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2)
    if (offsetAt(zone, middle) === offsetAt(zone, low)) low = middle
    else high = middle
  }
  return Math.floor(high / MINUTE_MS) * MINUTE_MS
}
