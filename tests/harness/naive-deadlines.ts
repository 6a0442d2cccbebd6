/**
 * Deadlines reckoned the slow way, minute by minute over a calendar on the wall, to check the engine by. Shares no code
 * with it, on purpose. Moments are whole minutes, epoch ms.
 */
const MINUTE = 60_000
const DAY = 1_440 * MINUTE

export type NaiveHours = { zone: string; from: number; to: number; closed: string[] }
export type NaiveHold = { from: number; to: number }

/** What a clock on the wall of the zone shows: `2026-03-16`, ISO weekday, hour. */
const wallOf = (zone: string) => {
  const formats = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  })
  const known = new Map<number, { date: string; weekday: string; hour: number }>()
  return (at: number) => {
    // Zones of the replay change their clocks on the hour.
    const hour = Math.floor(at / (60 * MINUTE))
    const seen = known.get(hour)
    if (seen) return seen
    const parts = Object.fromEntries(formats.formatToParts(at).map(({ type, value }) => [type, value]))
    const made = {
      date: `${parts.year}-${parts.month}-${parts.day}`,
      weekday: parts.weekday ?? '',
      hour: Number(parts.hour),
    }
    known.set(hour, made)
    return made
  }
}

export const naiveCalendar = ({ zone, from, to, closed }: NaiveHours) => {
  const wall = wallOf(zone)
  const works = (at: number) => {
    const { date, weekday } = wall(at)
    return weekday !== 'Sat' && weekday !== 'Sun' && !closed.includes(date)
  }
  const isOpen = (at: number) => works(at) && wall(at).hour >= from && wall(at).hour < to
  const isHeld = (holds: NaiveHold[], at: number) => holds.some((one) => one.from <= at && at < one.to)
  /** The moment at which so many open minutes (a part of the last one, too) have gone by outside of the holds. */
  const afterMinutes = (start: number, minutes: number, holds: NaiveHold[]): number => {
    let left = minutes
    for (let at = start; ; at += MINUTE) {
      if (!isOpen(at) || isHeld(holds, at)) continue
      if (left <= 1) return at + Math.floor(left * MINUTE + 1e-6)
      left -= 1
    }
  }
  /** Midnight that ends the day of a moment. */
  const dayEnd = (at: number): number => {
    const { date } = wall(at)
    let end = at
    while (wall(end).date === date) end += 15 * MINUTE
    return end - (end % (15 * MINUTE))
  }
  /** The end of the n-th day after the one of start; business days only, or all and then on to a working one. */
  const afterDays = (start: number, n: number, business: boolean): number => {
    let end = dayEnd(start)
    for (let count = 0; count < n; ) {
      const noon = end + DAY / 2
      end = dayEnd(end)
      if (!business || works(noon)) count += 1
    }
    while (!business && !works(end - DAY / 2)) end = dayEnd(end)
    return end
  }
  return { afterMinutes, afterDays }
}
