import { expect, it } from 'vitest'
import type { CalendarState } from '#shared/organisation/calendar.contract.ts'
import { calendarFormOf, weekOf } from './calendar-form.ts'

const nights = [{ from: 1320, to: 1800 }]
const week = {
  1: [
    { from: 540, to: 780 },
    { from: 840, to: 1080 },
  ],
  2: nights,
  3: [],
  4: [],
  5: [],
  6: [],
  7: [],
}
const state = { nameRu: 'а', nameEn: 'b', zone: 'UTC', week, exceptions: [] } as unknown as CalendarState

it('shows the week as it is typed, and reads it back', () => {
  const form = calendarFormOf(state)
  expect(form.week).toMatchObject({ 1: '9:00–13:00, 14:00–18:00', 2: '22:00–6:00', 3: '' })
  expect(weekOf(form.week)).toEqual(week)
})

it('is no week while one day cannot be read', () =>
  expect(weekOf({ ...calendarFormOf(state).week, 4: 'днём' })).toBeNull())
