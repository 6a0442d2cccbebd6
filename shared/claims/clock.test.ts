import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenHours } from '../organisation/business-time.ts'
import {
  at,
  calendarOf,
  clockOf,
  daysOfPolicy,
  HOUR,
  hoursOfPolicy,
  london,
  moscow,
  newYork,
  preset,
  shanghai,
  split,
} from './clock.testing.ts'
import { type ClockTerms, countedBetween, deadlineOf, type Hold } from './clock.ts'
import { underTerms } from './clock-standing.ts'

describe('day clocks', () => {
  it.each<[string, ClockTerms, OpenHours, string, string]>([
    ['ends on a working day', preset('ru-consumer-demand'), moscow, '2026-06-01T10:00', '2026-06-12T00:00'],
    ['rolls over Saturday', preset('ru-consumer-demand'), moscow, '2026-06-03T10:00', '2026-06-16T00:00'],
    [
      'rolls over the holiday before it',
      preset('ru-consumer-demand'),
      moscow,
      '2026-06-02T00:00',
      '2026-06-16T00:00',
    ],
    [
      'the last minute of day 0',
      preset('ru-consumer-demand'),
      moscow,
      '2026-06-01T23:59',
      '2026-06-12T00:00',
    ],
    [
      'the first minute of the next',
      preset('ru-consumer-demand'),
      moscow,
      '2026-06-05T00:00',
      '2026-06-16T00:00',
    ],
    ['does not roll', daysOfPolicy(10, { unit: 'calendar' }), moscow, '2026-06-03T10:00', '2026-06-14T00:00'],
    ['thirty days from sending', preset('ru-business-claim'), moscow, '2026-06-01T10:00', '2026-07-02T00:00'],
    [
      'closes with the third business day',
      preset('uk-summary-resolution'),
      london,
      '2026-05-22T16:00',
      '2026-05-28T17:00',
    ],
    [
      'received on a Saturday',
      preset('uk-summary-resolution'),
      london,
      '2026-05-30T12:00',
      '2026-06-03T17:00',
    ],
    [
      'eight weeks over clocks put forward',
      preset('uk-final-response'),
      london,
      '2026-03-02T12:00',
      '2026-04-28T00:00',
    ],
    [
      'fifteen days over clocks put forward',
      preset('us-first-response'),
      newYork,
      '2026-03-01T23:59',
      '2026-03-17T00:00',
    ],
    [
      'sixty days over clocks put back',
      preset('us-final-response'),
      newYork,
      '2026-10-01T12:00',
      '2026-12-01T00:00',
    ],
    [
      'over the end of a leap February',
      daysOfPolicy(2, { unit: 'calendar' }),
      moscow,
      '2028-02-28T12:00',
      '2028-03-02T00:00',
    ],
    ['business days by the market', daysOfPolicy(1), shanghai, '2026-06-18T12:00', '2026-06-23T00:00'],
    [
      'the holiday of another market is a working day',
      daysOfPolicy(1),
      moscow,
      '2026-06-18T12:00',
      '2026-06-20T00:00',
    ],
  ])('%s', (_, terms, calendar, start, end) => {
    expect(deadlineOf(clockOf(terms, at(start, calendar.zone), calendar))).toBe(at(end, calendar.zone))
  })

  it('takes the days of the market where its calendar stands in another zone', () => {
    const terms = daysOfPolicy(1, { unit: 'calendar' })
    const clock = { ...clockOf(terms, at('2026-06-01T20:00', 'Europe/Moscow')), zone: 'Asia/Shanghai' }
    expect(deadlineOf(clock)).toBe(at('2026-06-04T00:00', 'Asia/Shanghai'))
  })
})

describe('minute clocks', () => {
  it.each<[string, ClockTerms, OpenHours, string, string]>([
    ['one interval a day', hoursOfPolicy(8), moscow, '2026-06-03T09:00', '2026-06-03T17:00'],
    [
      'several intervals a day',
      hoursOfPolicy(8),
      calendarOf('Europe/Moscow', split),
      '2026-06-03T12:00',
      '2026-06-04T12:00',
    ],
    [
      'over midnight',
      hoursOfPolicy(4),
      calendarOf('Europe/Moscow', [{ from: 1320, to: 1800 }]),
      '2026-06-03T23:00',
      '2026-06-04T03:00',
    ],
    ['over a holiday', hoursOfPolicy(2), moscow, '2026-06-11T16:00', '2026-06-15T10:00'],
    [
      'by the wall clock',
      hoursOfPolicy(24, { unit: 'calendar' }),
      newYork,
      '2026-03-07T12:00',
      '2026-03-08T13:00',
    ],
    ['received out of hours', hoursOfPolicy(1), moscow, '2026-06-06T03:00', '2026-06-08T10:00'],
  ])('%s', (_, terms, calendar, start, end) => {
    expect(deadlineOf(clockOf(terms, at(start, calendar.zone), calendar))).toBe(at(end, calendar.zone))
  })
})

describe('holds', () => {
  const hold = (from: string, to: string | null): Hold => ({ from: at(from), to: to ? at(to) : null })

  it.each<[string, ClockTerms, string, Hold[], string | null]>([
    [
      'a night adds nothing',
      hoursOfPolicy(8),
      '2026-06-03T12:00',
      [hold('2026-06-03T17:00', '2026-06-04T09:00')],
      '2026-06-04T12:00',
    ],
    [
      'a night after the deadline adds nothing',
      hoursOfPolicy(8),
      '2026-06-03T09:00',
      [hold('2026-06-03T17:00', '2026-06-04T09:00')],
      '2026-06-03T17:00',
    ],
    [
      'only its working hour counts',
      hoursOfPolicy(8),
      '2026-06-03T12:00',
      [hold('2026-06-03T16:00', '2026-06-04T09:00')],
      '2026-06-04T13:00',
    ],
    [
      'a weekend adds nothing',
      hoursOfPolicy(8),
      '2026-06-05T12:00',
      [hold('2026-06-06T00:00', '2026-06-08T09:00')],
      '2026-06-08T12:00',
    ],
    [
      'overlapping holds count once',
      hoursOfPolicy(4),
      '2026-06-03T09:00',
      [hold('2026-06-03T10:30', '2026-06-03T12:00'), hold('2026-06-03T10:00', '2026-06-03T11:00')],
      '2026-06-03T15:00',
    ],
    [
      'a hold from before the start counts from the start',
      hoursOfPolicy(4),
      '2026-06-03T09:00',
      [hold('2026-06-01T09:00', '2026-06-03T10:00')],
      '2026-06-03T14:00',
    ],
    [
      'still held: no deadline yet',
      hoursOfPolicy(4),
      '2026-06-03T09:00',
      [hold('2026-06-03T10:00', null)],
      null,
    ],
    [
      'held after the deadline: it stands',
      hoursOfPolicy(4),
      '2026-06-03T09:00',
      [hold('2026-06-03T13:00', null)],
      '2026-06-03T13:00',
    ],
    [
      'the wall clock stands still too',
      hoursOfPolicy(4, { unit: 'calendar' }),
      '2026-06-03T20:00',
      [hold('2026-06-03T21:00', '2026-06-04T21:00')],
      '2026-06-05T00:00',
    ],
    [
      'not pausable: holds are nothing',
      hoursOfPolicy(4, { pausable: false }),
      '2026-06-03T09:00',
      [hold('2026-06-03T10:00', null)],
      '2026-06-03T13:00',
    ],
    [
      'law never pauses',
      preset('ru-consumer-demand'),
      '2026-06-01T10:00',
      [hold('2026-06-02T00:00', null)],
      '2026-06-12T00:00',
    ],
    [
      'a day held through its hours does not count',
      daysOfPolicy(2),
      '2026-06-01T10:00',
      [hold('2026-06-01T18:00', '2026-06-02T17:00')],
      '2026-06-05T00:00',
    ],
    [
      'half a day held counts',
      daysOfPolicy(2),
      '2026-06-01T10:00',
      [hold('2026-06-01T12:00', '2026-06-02T12:00')],
      '2026-06-04T00:00',
    ],
    [
      'a calendar day needs all its hours held',
      daysOfPolicy(2, { unit: 'calendar' }),
      '2026-06-01T10:00',
      [hold('2026-06-02T00:00', '2026-06-03T23:00')],
      '2026-06-05T00:00',
    ],
    [
      'days still held: no deadline yet',
      daysOfPolicy(5),
      '2026-06-01T10:00',
      [hold('2026-06-03T10:00', null)],
      null,
    ],
  ])('%s', (_, terms, start, holds, end) => {
    expect(deadlineOf(clockOf(terms, at(start), moscow, holds))).toBe(end ? at(end) : null)
  })

  it('keeps elapsed and held time when policy or priority change', () => {
    const clock = clockOf(hoursOfPolicy(8), at('2026-06-03T09:00'), moscow, [
      hold('2026-06-03T10:00', '2026-06-03T12:00'),
    ])
    const now = at('2026-06-03T13:00')
    const urgent = underTerms(clock, hoursOfPolicy(3))
    expect(countedBetween(urgent, clock.startedAt, now)).toEqual({ elapsedMs: 2 * HOUR, heldMs: 2 * HOUR })
    expect(deadlineOf(clock)).toBe(at('2026-06-04T11:00'))
    expect(deadlineOf(urgent)).toBe(at('2026-06-03T14:00'))
    expect(deadlineOf(underTerms(urgent, clock.terms))).toBe(deadlineOf(clock))
  })
})

it('gives exactly the asked time between start and deadline, holds left out', () => {
  const anyHolds = fc.array(
    fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 80 })).map(([from, length]) => ({
      from: at('2026-06-01T00:00') + from * HOUR,
      to: at('2026-06-01T00:00') + (from + length) * HOUR,
    })),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(anyHolds, fc.integer({ min: 1, max: 60 }), fc.boolean(), (holds, hours, business) => {
      const terms = hoursOfPolicy(hours, { unit: business ? 'business' : 'calendar' })
      const clock = clockOf(terms, at('2026-06-01T10:00'), moscow, holds)
      const deadline = deadlineOf(clock)!
      expect(countedBetween(clock, clock.startedAt, deadline).elapsedMs).toBe(hours * HOUR)
      expect(countedBetween(clock, clock.startedAt, deadline - 1).elapsedMs).toBeLessThan(hours * HOUR)
    }),
  )
})
