import { describe, expect, it } from 'vitest'
import { calendarShape, isBusinessDay, isOpen, type OpenHours } from './business-time.ts'
import { firstCalendars } from './first-calendars.data.ts'
import { russianProductionCalendar } from './russian-production-calendar.data.ts'
import { dayOf } from './zone-days.ts'

const named = (code: string): OpenHours => firstCalendars.find((one) => one.code === code)!

const businessDays = (calendar: OpenHours, year: number): number => {
  let count = 0
  for (let day = dayOf(`${year}-01-01`); day < dayOf(`${year + 1}-01-01`); day += 1) {
    if (isBusinessDay(calendar, day)) count += 1
  }
  return count
}

it('are calendars', () => {
  for (const { code: _, nameRu: __, nameEn: ___, ...calendar } of firstCalendars) {
    const shape = { ...calendar, id: 'first' }
    expect(calendarShape.parse(shape)).toEqual(shape)
  }
})

describe('the Russian production calendar', () => {
  // Working days of a five-day week and hours of a forty-hour one as published for the two years.
  it.each([
    { year: 2025, days: 247, hours: 1_972 },
    { year: 2026, days: 247, hours: 1_972 },
  ])('has the published $days days and $hours hours of $year', ({ year, days, hours }) => {
    expect(businessDays(named('ru'), year)).toBe(days)
    const short = russianProductionCalendar.filter(
      ({ date, kind }) => date.startsWith(String(year)) && kind.endsWith('short'),
    )
    expect(days * 8 - short.length).toBe(hours)
  })

  it('moves no day off twice and shortens only working days', () => {
    const dates = russianProductionCalendar.map(({ date }) => date)
    expect(new Set(dates).size).toBe(dates.length)
    for (const { date, kind } of russianProductionCalendar) {
      if (kind.endsWith('short')) expect(isBusinessDay(named('ru'), dayOf(date))).toBe(true)
    }
  })

  it.each([
    ['2026-01-09T12:00+03:00', false],
    ['2026-01-12T12:00+03:00', true],
    ['2026-06-11T16:59+03:00', true],
    ['2026-06-11T17:00+03:00', false],
    ['2026-12-31T12:00+03:00', false],
    ['2025-11-01T12:00+03:00', true],
    ['2025-11-03T12:00+03:00', false],
    ['2025-02-24T12:00+03:00', true],
  ])('at %s open: %s', (at, open) => expect(isOpen(named('ru'), Date.parse(at))).toBe(open))
})

describe('Shanghai', () => {
  it.each([
    ['2026-02-14T12:00+08:00', true],
    ['2026-02-15T12:00+08:00', false],
    ['2026-02-23T12:00+08:00', false],
    ['2026-02-24T09:00+08:00', true],
    ['2026-10-07T12:00+08:00', false],
    ['2026-10-08T12:00+08:00', true],
    ['2026-10-10T12:00+08:00', true],
    ['2026-10-11T12:00+08:00', false],
  ])('at %s open: %s', (at, open) => expect(isOpen(named('shanghai'), Date.parse(at))).toBe(open))
})

it('serves export by UTC', () => {
  expect(isOpen(named('export-utc'), Date.parse('2026-07-01T08:00Z'))).toBe(true)
  expect(isOpen(named('export-utc'), Date.parse('2026-07-01T20:00Z'))).toBe(false)
})
