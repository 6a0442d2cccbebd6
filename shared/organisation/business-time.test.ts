import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  addBusinessDays,
  addBusinessMs,
  businessMsBetween,
  type Calendar,
  CalendarNeverOpens,
  calendarShape,
  type Interval,
  isOpen,
  nextOpening,
} from './business-time.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const hours = (...pairs: [number, number][]): Interval[] =>
  pairs.map(([from, to]) => ({ from: from * 60, to: to * 60 }))

const calendarOf = (
  zone: string,
  workday: Interval[],
  weekend: Interval[] = [],
  exceptions: Calendar['exceptions'] = [],
): Calendar => ({
  id: 'calendar',
  zone,
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: weekend, 7: weekend },
  exceptions,
})

const moscow = calendarOf('Europe/Moscow', hours([9, 18]))
const split = calendarOf('Europe/Moscow', hours([9, 13], [14, 18]))
const newYork = calendarOf('America/New_York', hours([9, 17]), hours([1, 4]))
const nights = calendarOf('Europe/Berlin', hours([22, 30]))
const always = calendarOf('Europe/Berlin', hours([0, 24]), hours([0, 24]))
const never = calendarOf('Europe/Moscow', [])
const holiday = calendarOf(
  'Europe/Moscow',
  hours([9, 18]),
  [],
  [
    { date: '2026-06-12', intervals: [], name: 'День России' },
    { date: '2026-06-11', intervals: hours([9, 17]) },
    { date: '2026-06-13', intervals: hours([10, 14]) },
  ],
)

const at = (calendar: Calendar, local: string) => {
  const time = DateTime.fromISO(local, { zone: local.match(/[Z+]|-\d\d:\d\d$/) ? 'utc' : calendar.zone })
  if (!time.isValid) throw new Error(`${local}: ${time.invalidExplanation}`)
  return time.toMillis()
}

describe('addBusinessMs', () => {
  it.each<[string, Calendar, string, number, string]>([
    ['within a day', moscow, '2026-06-03T10:00', 2, '2026-06-03T12:00'],
    ['ends with the shift, not the next morning', moscow, '2026-06-03T09:00', 9, '2026-06-03T18:00'],
    ['over a night', moscow, '2026-06-03T17:00', 2, '2026-06-04T10:00'],
    ['over a weekend', moscow, '2026-06-05T17:00', 2, '2026-06-08T10:00'],
    ['from a closed hour', moscow, '2026-06-06T12:00', 1, '2026-06-08T10:00'],
    ['before opening', moscow, '2026-06-03T03:00', 1, '2026-06-03T10:00'],
    ['nothing asked, nothing moved', moscow, '2026-06-06T12:00', 0, '2026-06-06T12:00'],
    ['over lunch', split, '2026-06-03T12:30', 1, '2026-06-03T14:30'],
    [
      'over a short day, a holiday and a working Saturday',
      holiday,
      '2026-06-11T16:00',
      2,
      '2026-06-13T11:00',
    ],
    ['over midnight inside one shift', nights, '2026-06-03T23:00', 3, '2026-06-04T02:00'],
    ['the tail of Friday on Saturday', nights, '2026-06-06T05:00', 2, '2026-06-08T23:00'],
    // 2026-03-08 02:00 → 03:00: Sunday's 1–4 is two hours long.
    ['the hour that is not', newYork, '2026-03-08T01:30', 1.5, '2026-03-08T04:00'],
    // 2026-11-01 02:00 → 01:00: Sunday's 1–4 is four hours long.
    ['the hour that is twice', newYork, '2026-11-01T01:00-04:00', 4, '2026-11-01T04:00-05:00'],
    ['a weekend over clocks put forward', newYork, '2026-03-06T16:00', 8, '2026-03-09T11:00'],
  ])('%s', (_, calendar, start, asked, due) => {
    expect(addBusinessMs(calendar, at(calendar, start), asked * HOUR)).toBe(at(calendar, due))
  })

  it('throws for a calendar that never opens, and for no duration', () => {
    expect(() => addBusinessMs(never, 0, 1)).toThrow(CalendarNeverOpens)
    expect(() => addBusinessMs(moscow, 0, -1)).toThrow(RangeError)
    expect(() => addBusinessMs(moscow, 0, Number.NaN)).toThrow(RangeError)
  })

  it('throws when the openings run out', () => {
    const once = { ...never, exceptions: [{ date: '2026-06-03', intervals: hours([9, 18]) }] }
    const start = at(once, '2026-06-01T00:00')
    expect(addBusinessMs(once, start, 9 * HOUR)).toBe(at(once, '2026-06-03T18:00'))
    expect(() => addBusinessMs(once, start, 9 * HOUR + 1)).toThrow(CalendarNeverOpens)
  })
})

describe('isOpen and nextOpening', () => {
  it.each<[Calendar, string, boolean, string]>([
    [moscow, '2026-06-03T09:00', true, '2026-06-03T09:00'],
    [moscow, '2026-06-03T08:59:59.999', false, '2026-06-03T09:00'],
    [moscow, '2026-06-03T17:59:59.999', true, '2026-06-03T17:59:59.999'],
    [moscow, '2026-06-03T18:00', false, '2026-06-04T09:00'],
    [holiday, '2026-06-12T12:00', false, '2026-06-13T10:00'],
    [holiday, '2026-06-11T17:00', false, '2026-06-13T10:00'],
    [nights, '2026-06-06T05:59', true, '2026-06-06T05:59'],
    [nights, '2026-06-06T06:00', false, '2026-06-08T22:00'],
    [split, '2026-06-03T13:30', false, '2026-06-03T14:00'],
    [always, '2026-10-25T02:30', true, '2026-10-25T02:30'],
  ])('%# at %s', (calendar, now, open, opening) => {
    expect(isOpen(calendar, at(calendar, now))).toBe(open)
    expect(nextOpening(calendar, at(calendar, now))).toBe(at(calendar, opening))
  })

  it('opens with the clock when the opening hour is skipped, and at the first of two', () => {
    const early = calendarOf('America/New_York', [], [{ from: 150, to: 600 }])
    expect(nextOpening(early, at(early, '2026-03-08T00:00'))).toBe(at(early, '2026-03-08T03:00'))
    const twice = calendarOf('America/New_York', [], [{ from: 90, to: 600 }])
    expect(nextOpening(twice, at(twice, '2026-11-01T00:00'))).toBe(at(twice, '2026-11-01T01:30-04:00'))
  })

  it('looks 400 days ahead, no further', () => {
    const later = { ...never, exceptions: [{ date: '2027-06-01', intervals: hours([9, 18]) }] }
    expect(nextOpening(later, at(later, '2026-06-01T12:00'))).toBe(at(later, '2027-06-01T09:00'))
    expect(nextOpening(later, at(later, '2026-01-01T12:00'))).toBeNull()
    expect(nextOpening(never, 0)).toBeNull()
    expect(isOpen(never, 0)).toBe(false)
  })
})

describe('businessMsBetween', () => {
  it('counts only open time, overlapping hours once', () => {
    const week = [at(moscow, '2026-06-01T00:00'), at(moscow, '2026-06-08T00:00')] as const
    expect(businessMsBetween(moscow, ...week)).toBe(45 * HOUR)
    expect(businessMsBetween(always, ...week)).toBe(week[1] - week[0])
    const overlapping = calendarOf('Europe/Moscow', hours([9, 15], [12, 18], [20, 34]))
    expect(
      businessMsBetween(overlapping, at(moscow, '2026-06-02T00:00'), at(moscow, '2026-06-04T00:00')),
    ).toBe(2 * 24 * HOUR - 2 * 2 * HOUR)
    expect(businessMsBetween(moscow, week[1], week[0])).toBe(0)
  })
})

describe('addBusinessDays', () => {
  it.each<[string, Calendar, string, number, string]>([
    ['the day itself', moscow, '2026-06-03T10:00', 0, '2026-06-04T00:00'],
    ['the next day', moscow, '2026-06-03T23:59', 1, '2026-06-05T00:00'],
    ['over a weekend', moscow, '2026-06-05T10:00', 1, '2026-06-09T00:00'],
    ['from a Saturday', moscow, '2026-06-06T10:00', 1, '2026-06-09T00:00'],
    ['over a holiday onto a working Saturday', holiday, '2026-06-11T10:00', 1, '2026-06-14T00:00'],
    ['over clocks put forward', newYork, '2026-03-06T10:00', 1, '2026-03-08T00:00'],
  ])('%s', (_, calendar, start, n, end) => {
    expect(addBusinessDays(calendar, at(calendar, start), n)).toBe(at(calendar, end))
  })
})

const minutesOf = (calendar: Calendar, instant: number): boolean => {
  const local = DateTime.fromMillis(instant, { zone: calendar.zone })
  return [0, 1].some((back) => {
    const day = local.minus({ days: back })
    const own = calendar.exceptions.find(({ date }) => date === day.toISODate())
    const intervals = own?.intervals ?? calendar.week[String(day.weekday) as '1']
    const minute = local.hour * 60 + local.minute + back * 1440
    return intervals.some(({ from, to }) => from <= minute && minute < to)
  })
}

const anyIntervals = fc.array(
  fc.tuple(fc.nat(95), fc.integer({ min: 1, max: 96 })).map(([from, length]) => ({
    from: from * 15,
    to: (from + length) * 15,
  })),
  { maxLength: 3 },
)
const anyCalendar = fc.record({
  id: fc.constant('any'),
  // Neither puts its clocks back over hours shown twice within the days tried below.
  zone: fc.constantFrom(
    'Europe/Moscow',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Asia/Shanghai',
  ),
  week: fc.record({
    1: anyIntervals,
    2: anyIntervals,
    3: anyIntervals,
    4: anyIntervals,
    5: anyIntervals,
    6: anyIntervals,
    7: anyIntervals,
  }),
  exceptions: anyIntervals.map((intervals) => [{ date: '2026-03-09', intervals }]),
})
const anyInstant = fc.nat(5 * 1440).map((minute) => Date.parse('2026-03-05T00:00:00Z') + minute * MINUTE)

describe('of any calendar', () => {
  it('agrees with walking minute by minute over the wall clock', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.nat(900), (calendar, start, length) => {
        let open = 0
        for (let minute = 0; minute < length; minute += 1) {
          if (minutesOf(calendar, start + minute * MINUTE)) open += MINUTE
        }
        expect(businessMsBetween(calendar, start, start + length * MINUTE)).toBe(open)
        expect(isOpen(calendar, start)).toBe(minutesOf(calendar, start))
      }),
      { numRuns: 25 },
    )
  })

  it('ends a term exactly when so much open time has passed, and no earlier', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        fc.integer({ min: 1, max: 40 * 60 }),
        (calendar, start, minutes) => {
          if (nextOpening(calendar, start) === null) return
          if (Object.values(calendar.week).every((day) => day.length === 0)) return
          const end = addBusinessMs(calendar, start, minutes * MINUTE)
          expect(businessMsBetween(calendar, start, end)).toBe(minutes * MINUTE)
          expect(businessMsBetween(calendar, start, end - 1)).toBe(minutes * MINUTE - 1)
        },
      ),
    )
  })
})

describe('calendarShape', () => {
  it('takes what is a calendar and refuses what is not', () => {
    for (const good of [moscow, holiday, nights, never]) expect(calendarShape.parse(good)).toEqual(good)
    const bad = [
      { ...moscow, zone: 'Europe/Nowhere' },
      { ...moscow, week: { ...moscow.week, 8: [] } },
      { ...moscow, week: { ...moscow.week, 1: [{ from: 600, to: 600 }] } },
      { ...moscow, week: { ...moscow.week, 1: [{ from: '09:00', to: '18:00' }] } },
      { ...moscow, exceptions: [...holiday.exceptions, { date: '2026-06-12', intervals: [] }] },
      { ...moscow, exceptions: [{ date: '2026-02-30', intervals: [] }] },
    ]
    for (const one of bad) expect(calendarShape.safeParse(one).success).toBe(false)
  })
})

it('computes ten thousand deadlines in less than a second of this processor', () => {
  const before = process.cpuUsage()
  for (let count = 0; count < 10_000; count += 1) {
    addBusinessMs(moscow, at(moscow, '2026-06-05T17:00') + count * 977_000, 40 * HOUR)
  }
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(1_000)
})
