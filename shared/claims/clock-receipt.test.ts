import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  at,
  calendarOf,
  clockOf,
  daysOfPolicy,
  HOUR,
  hoursOfPolicy,
  moscow,
  newYork,
  nineToFive,
  preset,
  split,
} from './clock.testing.ts'
import { type Clock, countedBetween, deadlineOf } from './clock.ts'
import { receiptOf } from './clock-receipt.ts'

const tell = (clock: Clock) =>
  receiptOf(clock).lines.map(({ what, from, to, days }) => [what, (to - from) / HOUR, days])

test('a night, a lunch and a hold stand between the hours that count', () => {
  const clock = clockOf(hoursOfPolicy(8), at('2026-06-03T12:00'), calendarOf('Europe/Moscow', split), [
    { from: at('2026-06-03T16:00'), to: at('2026-06-04T10:00') },
  ])
  expect(tell(clock)).toEqual([
    ['counted', 1, 0],
    ['closed', 1, 0],
    ['counted', 2, 0],
    ['held', 2, 0],
    ['closed', 15, 0],
    ['held', 1, 0],
    ['counted', 3, 0],
    ['closed', 1, 0],
    ['counted', 2, 0],
  ])
  expect(receiptOf(clock).total).toEqual({ countedMs: 8 * HOUR, days: 0, heldMs: 3 * HOUR })
})

test('day 0 does not count, and a last day that is no working day waits for one', () => {
  const lines = tell(clockOf(preset('ru-consumer-demand'), at('2026-06-03T10:00')))
  expect(lines[0]).toEqual(['day-zero', 14, 0])
  expect(lines.filter(([what]) => what === 'counted')).toHaveLength(10)
  // The tenth day is a Saturday; Sunday is waited through, and Monday is the last.
  expect(lines.at(-1)).toEqual(['rolled', 48, 0])
})

test('a working day that is held from end to end stands among the days that count, and is none of them', () => {
  // Wednesday is day 0; it is held from Thursday's night to Monday's morning.
  const clock = clockOf(daysOfPolicy(2), at('2026-06-03T10:00'), moscow, [
    { from: at('2026-06-04T20:00'), to: at('2026-06-08T08:00') },
  ])
  expect(tell(clock)).toEqual([
    ['day-zero', 14, 0],
    ['counted', 24, 1],
    ['held', 24, 0],
    ['closed', 48, 0],
    ['counted', 24, 1],
  ])
  expect(receiptOf(clock).total).toEqual({ countedMs: 0, days: 2, heldMs: 24 * HOUR })
})

test('holidays and changes of the clocks are named where they fall', () => {
  const calendar = {
    ...calendarOf('Europe/Moscow', nineToFive),
    exceptions: [{ date: '2026-06-12', intervals: [], name: 'День России' }],
  }
  const { lines } = receiptOf(clockOf(daysOfPolicy(2), at('2026-06-11T10:00'), calendar))
  expect(lines.flatMap(({ holidays }) => holidays)).toEqual([{ date: '2026-06-12', name: 'День России' }])
  const spring = receiptOf(
    clockOf(hoursOfPolicy(24, { unit: 'calendar' }), at('2026-03-07T12:00', newYork.zone), newYork),
  )
  expect(spring.lines.flatMap(({ shifts }) => shifts)).toEqual([
    { at: at('2026-03-08T03:00', newYork.zone), minutes: 60 },
  ])
})

const calendars = [
  moscow,
  newYork,
  calendarOf('Europe/Berlin', [{ from: 1320, to: 1800 }]),
  calendarOf('Australia/Lord_Howe', split, ['2026-04-06']),
]
const anyClock = fc
  .record({
    calendar: fc.constantFrom(...calendars),
    terms: fc.oneof(
      fc
        .record({
          n: fc.integer({ min: 1, max: 60 }),
          unit: fc.constantFrom('business' as const, 'calendar' as const),
        })
        .map(({ n, unit }) => hoursOfPolicy(n, { unit })),
      fc
        .record({
          n: fc.integer({ min: 1, max: 20 }),
          unit: fc.constantFrom('business' as const, 'calendar' as const),
          roll: fc.constantFrom('none' as const, 'next-working-day' as const),
          end: fc.constantFrom('midnight' as const, 'closing' as const),
        })
        .map(({ n, ...other }) => daysOfPolicy(n, other)),
    ),
    start: fc.integer({ min: 0, max: 300 * 24 * 60 }),
    holds: fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 90 })), { maxLength: 3 }),
  })
  .map(({ calendar, terms, start, holds }) => {
    const startedAt = at('2026-01-01T00:00') + start * 60_000
    const held = holds.map(([after, length]) => ({
      from: startedAt + (after - 50) * HOUR,
      to: startedAt + (after - 50 + length) * HOUR,
    }))
    return clockOf(terms, startedAt, calendar, held)
  })

test('lines follow each other from the start to the deadline and come to exactly the asked amount', () => {
  fc.assert(
    fc.property(anyClock, (clock) => {
      const { lines, total, deadlineAt } = receiptOf(clock)
      expect(deadlineAt).toBe(deadlineOf(clock))
      expect(lines[0]?.from).toBe(clock.startedAt)
      expect(lines.at(-1)?.to).toBe(deadlineAt)
      for (const [index, line] of lines.entries()) {
        expect(line.to).toBeGreaterThan(line.from)
        if (index > 0) expect(line.from).toBe(lines[index - 1]?.to)
      }
      if (clock.terms.grain === 'day') expect(total.days).toBe(clock.terms.n)
      else {
        expect(total.countedMs).toBe(clock.terms.n * 60_000)
        expect(total.countedMs).toBe(countedBetween(clock, clock.startedAt, deadlineAt).elapsedMs)
      }
    }),
    { numRuns: 100 },
  )
})
