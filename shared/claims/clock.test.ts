import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { CalendarNeverOpens, type Interval, type OpenHours } from '../organisation/business-time.ts'
import { type Clock, type ClockTerms, clockTerms, countedBetween, deadlineOf, type Hold } from './clock.ts'
import { clockPresets } from './clock-presets.ts'
import { isBreached, standingOf, startOf, strictest, underTerms } from './clock-standing.ts'

const HOUR = 3_600_000

const calendarOf = (zone: string, workday: Interval[], closed: string[] = []): OpenHours => ({
  zone,
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  exceptions: closed.map((date) => ({ date, intervals: [] })),
})
const nineToFive: Interval[] = [{ from: 540, to: 1020 }]
const split: Interval[] = [
  { from: 540, to: 780 },
  { from: 840, to: 1080 },
]
const moscow = calendarOf('Europe/Moscow', nineToFive, ['2026-06-12'])
const london = calendarOf('Europe/London', nineToFive, ['2026-05-25'])
const newYork = calendarOf('America/New_York', nineToFive)
const shanghai = calendarOf('Asia/Shanghai', nineToFive, ['2026-06-19'])
const never = calendarOf('Europe/Moscow', [])

const at = (local: string, zone = 'Europe/Moscow') => {
  const time = DateTime.fromISO(local, { zone })
  if (!time.isValid) throw new Error(local)
  return time.toMillis()
}

const hoursOfPolicy = (n: number, other: Partial<ClockTerms> = {}): ClockTerms => ({
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
const daysOfPolicy = (n: number, other: Partial<ClockTerms> = {}): ClockTerms =>
  hoursOfPolicy(1, { n, grain: 'day', ...other })

const clockOf = (terms: ClockTerms, startedAt: number, calendar = moscow, holds: Hold[] = []): Clock => ({
  terms,
  startedAt,
  holds,
  calendar,
  zone: calendar.zone,
})
const preset = (code: (typeof clockPresets)[number]['code']): ClockTerms =>
  clockPresets.find((one) => one.code === code)!.terms

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

describe('where a clock stands', () => {
  const clock = clockOf(hoursOfPolicy(4), at('2026-06-03T09:00'))

  it('is decided by timestamps: an answer between two polls may be a breach', () => {
    const answered = at('2026-06-03T13:01')
    const polledLater = at('2026-06-03T18:00')
    expect(standingOf(clock, null, at('2026-06-03T12:59')).state).toBe('running')
    expect(standingOf(clock, answered, polledLater)).toMatchObject({ state: 'breached', lateMs: 60_000 })
    expect(standingOf(clock, at('2026-06-03T13:00'), polledLater)).toMatchObject({ state: 'met', lateMs: 0 })
    expect(isBreached(deadlineOf(clock), null, at('2026-06-03T13:00'))).toBe(false)
    expect(isBreached(deadlineOf(clock), null, at('2026-06-03T13:00') + 1)).toBe(true)
  })

  it('is held while held, and breached where the hold came too late', () => {
    const held = { ...clock, holds: [{ from: at('2026-06-03T12:00'), to: null }] }
    expect(standingOf(held, null, at('2026-06-05T12:00'))).toEqual({
      state: 'held',
      deadlineAt: null,
      elapsedMs: 3 * HOUR,
      heldMs: (5 + 8 + 3) * HOUR,
      lateMs: 0,
    })
    const late = { ...clock, holds: [{ from: at('2026-06-03T14:00'), to: null }] }
    expect(standingOf(late, null, at('2026-06-03T15:00')).state).toBe('breached')
  })

  it('lets the strictest running clock drive the desk', () => {
    const law = clockOf(preset('ru-consumer-demand'), at('2026-06-01T10:00'))
    const held = { ...clock, holds: [{ from: at('2026-06-03T12:00'), to: null }] }
    expect(strictest([law, clock])).toBe(clock)
    expect(strictest([held, law])).toBe(law)
    expect(strictest([held])).toBe(held)
    expect(strictest([])).toBeNull()
  })

  it('starts by the moment its terms name', () => {
    expect(startOf(preset('ru-business-claim'), { sentAt: 1, receivedAt: 2 })).toBe(1)
    expect(startOf(preset('uk-final-response'), { sentAt: 1, receivedAt: 2 })).toBe(2)
    expect(startOf(preset('ru-consumer-demand'), { sentAt: 1, receivedAt: 2 })).toBeNull()
  })
})

describe('terms', () => {
  it('are valid in every preset', () => {
    for (const { terms } of clockPresets) expect(clockTerms.parse(terms)).toEqual(terms)
    expect(new Set(clockPresets.map(({ code }) => code)).size).toBe(clockPresets.length)
  })

  it('refuse a law that pauses and minutes that roll', () => {
    expect(clockTerms.safeParse(hoursOfPolicy(1, { basis: 'law' })).success).toBe(false)
    expect(clockTerms.safeParse(hoursOfPolicy(1, { roll: 'next-working-day' })).success).toBe(false)
    expect(clockTerms.safeParse(daysOfPolicy(1, { roll: 'next-working-day' })).success).toBe(true)
  })

  it('make an error, not a loop, of a calendar with no open day', () => {
    expect(() => deadlineOf(clockOf(hoursOfPolicy(1), 0, never))).toThrow(CalendarNeverOpens)
    expect(() => deadlineOf(clockOf(daysOfPolicy(1), 0, never))).toThrow(CalendarNeverOpens)
    expect(() => deadlineOf(clockOf(preset('ru-consumer-demand'), 0, never))).toThrow(CalendarNeverOpens)
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
