import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar, Interval } from './calendar.ts'
import { effectOf } from './calendar-effect.ts'
import { monthsOf, withDay } from './calendar-year.ts'
import { exceptionsOf, joinExceptions, russianHolidays } from './holidays.ts'

const nineToSix: Interval[] = [{ from: 540, to: 1080 }]
const week: Calendar['week'] = {
  1: nineToSix,
  2: nineToSix,
  3: nineToSix,
  4: nineToSix,
  5: nineToSix,
  6: [],
  7: [],
}

describe('a year', () => {
  const exceptions: Calendar['exceptions'] = [
    { date: '2026-06-11', intervals: [{ from: 540, to: 1020 }], name: 'Предпраздничный день' },
    { date: '2026-06-12', intervals: [], name: 'День России' },
    { date: '2026-06-13', intervals: nineToSix },
    { date: '2026-06-14', intervals: [] },
    { date: '2026-06-15', intervals: nineToSix },
  ]
  const june = monthsOf({ week, exceptions }, 2026)[5]!

  it('says of each day what it is', () => {
    const kinds = june.slice(9, 16).map(({ date, kind }) => `${date.slice(8)} ${kind}`)
    expect(kinds).toEqual([
      '10 open',
      '11 other-hours',
      '12 day-off',
      '13 moved',
      '14 closed',
      '15 open',
      '16 open',
    ])
    expect(june[11]).toMatchObject({ weekday: 5, name: 'День России', intervals: [] })
  })

  it('has every day once, of leap years too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), (year) => {
        const days = monthsOf({ week, exceptions: [] }, year).flat()
        const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
        expect(days).toHaveLength(leap ? 366 : 365)
        expect(new Set(days.map(({ date }) => date)).size).toBe(days.length)
      }),
      { numRuns: 20 },
    )
  })

  it('takes a day of its own, and gives it back', () => {
    const closed = withDay(exceptions, '2026-01-05', { intervals: [], name: '  Отпуск ' })
    expect(closed[0]).toEqual({ date: '2026-01-05', intervals: [], name: 'Отпуск' })
    expect(withDay(closed, '2026-01-05', null)).toEqual(exceptions)
    expect(withDay(exceptions, '2026-06-12', { intervals: nineToSix, name: '' })[1]).toEqual({
      date: '2026-06-12',
      intervals: nineToSix,
    })
  })
})

describe('holidays', () => {
  it('of Russia move days, and shorten what goes before them', () => {
    const made = new Map(exceptionsOf(week, russianHolidays(2025)).map((one) => [one.date, one.intervals]))
    expect(made.get('2025-06-12')).toEqual([])
    expect(made.get('2025-05-02')).toEqual([])
    expect(made.get('2025-06-11')).toEqual([{ from: 540, to: 1020 }])
    expect(made.get('2025-11-01')).toEqual([{ from: 540, to: 1020 }])
    expect(russianHolidays(1999)).toEqual([])
  })

  it('shorten a day of several stretches at its end', () => {
    const split = {
      ...week,
      4: [
        { from: 540, to: 780 },
        { from: 1050, to: 1080 },
      ],
    }
    const day = { date: '2026-06-11', kind: 'short', name: '' } as const
    expect(exceptionsOf(split, [day])[0]?.intervals).toEqual([{ from: 540, to: 780 }])
    expect(exceptionsOf({ ...week, 4: [] }, [day])[0]?.intervals).toEqual([])
  })

  it('take the place of what stood on their date, and leave the rest', () => {
    const own = [
      { date: '2026-01-01', intervals: nineToSix },
      { date: '2026-03-03', intervals: [] },
    ]
    const added = [{ date: '2026-01-01', intervals: [], name: 'Новый год' }]
    expect(joinExceptions(own, added)).toEqual([added[0], own[1]])
  })
})

it('tells what a change means now', () => {
  const hours = { zone: 'Europe/Moscow', week, exceptions: [] as Calendar['exceptions'] }
  const now = Date.parse('2026-06-11T12:00+03:00')
  const shut = { ...hours, exceptions: [{ date: '2026-06-11', intervals: [] }] }
  expect(effectOf(hours, hours, now).changes).toBe('none')
  expect(effectOf(hours, shut, now)).toEqual({
    before: { open: true, opensAt: null },
    after: { open: false, opensAt: Date.parse('2026-06-12T09:00+03:00') },
    changes: 'closes',
  })
  expect(effectOf(shut, hours, now).changes).toBe('opens')
  const longer = { ...shut, exceptions: [...shut.exceptions, { date: '2026-06-12', intervals: [] }] }
  expect(effectOf(shut, longer, now).changes).toBe('later')
})
