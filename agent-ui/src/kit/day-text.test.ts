import { expect, it } from 'vitest'
import { dayEnd, dayStart, readDay } from './day-text.ts'

it.each([
  ['1.2.2026', '2026-02-01'],
  [' 31/12/2026 ', '2026-12-31'],
  ['2026-02-01', '2026-02-01'],
  ['29.02.2028', '2028-02-29'],
  ['29.02.2026', null],
  ['12/31/2026', null],
  ['1.2.26', null],
  ['завтра', null],
  ['', null],
])('%j is %j', (typed, day) => expect(readDay(typed)).toBe(day))

it('takes a day from its first to its last moment', () => {
  expect(dayEnd('2025-03-01')! - dayStart('2025-03-01')!).toBe(86_399_999)
  expect(dayStart('')).toBeUndefined()
})
