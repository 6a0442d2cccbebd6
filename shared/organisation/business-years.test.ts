/** Ten years of business time over every change of the clocks in ten zones; a shift may lie over the change itself. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBusinessMs, businessMsBetween, type Interval, isOpen, type OpenHours } from './business-time.ts'
import { offsetAt } from './zone-days.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const [FROM, TO] = [Date.parse('2020-01-01T00:00:00Z'), Date.parse('2030-01-01T00:00:00Z')]

/** Half an hour's change, changes at midnight, changes given up, and no change at all are among them. */
const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Tehran',
  'Pacific/Auckland',
]

const hours = (...pairs: [number, number][]): Interval[] =>
  pairs.map(([from, to]) => ({ from: from * 60, to: to * 60 }))
const everyDay = (zone: string, day: Interval[]): OpenHours => ({
  zone,
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
  exceptions: [],
})
const shifts = [hours([9, 18]), hours([9, 13], [14, 18]), hours([22, 30]), hours([0, 24])]

/** The hours in which the zone's offset changes. */
const changesOf = (zone: string): number[] => {
  const found: number[] = []
  for (let day = FROM; day < TO; day += DAY) {
    if (offsetAt(zone, day) === offsetAt(zone, day + DAY)) continue
    for (let at = day; at < day + DAY; at += HOUR)
      if (offsetAt(zone, at) !== offsetAt(zone, at + HOUR)) found.push(at + HOUR)
  }
  return found
}

test.each(zones)('%s', (zone) => {
  const changes = changesOf(zone)
  if (zone !== 'Europe/Moscow') expect(changes.length).toBeGreaterThan(4)
  const near = [...changes, FROM + 500 * DAY]
  const runs = Math.max(8, Math.ceil(120 / near.length))
  const calendars = shifts.map((day) => everyDay(zone, day))
  const minutes = fc.integer({ min: 1, max: 60 * 60 })
  for (const change of near)
    fc.assert(
      fc.property(
        fc.integer({ min: -48 * 60, max: 24 * 60 }),
        minutes,
        minutes,
        fc.constantFrom(...calendars),
        (before, n, more, calendar) => {
          const start = change + before * 60_000
          const [ms, further] = [n * 60_000, (n + more) * 60_000]
          const end = addBusinessMs(calendar, start, ms)
          // elapsed(s, add(s, n)) = n, and no sooner.
          expect(businessMsBetween(calendar, start, end)).toBe(ms)
          expect(businessMsBetween(calendar, start, end - 1)).toBe(ms - 1)
          // Monotone in the amount and in the start.
          expect(addBusinessMs(calendar, start, further)).toBeGreaterThan(end)
          expect(addBusinessMs(calendar, start + more * 60_000, ms)).toBeGreaterThanOrEqual(end)
          // add(s, elapsed(s, t)) = t for a working t.
          const t = start + ms
          if (isOpen(calendar, t - 1))
            expect(addBusinessMs(calendar, start, businessMsBetween(calendar, start, t))).toBe(t)
        },
      ),
      { numRuns: runs },
    )
})
