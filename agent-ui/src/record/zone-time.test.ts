import { expect, test } from 'vitest'
import { dayAfter, timeIn } from './zone-time.ts'

const noon = Date.parse('2026-03-01T12:00:05Z')

test('times by the clock of a zone', () => {
  expect(timeIn('Europe/Moscow', 'ru', noon)).toBe('15:00:05')
  expect(timeIn('Asia/Shanghai', 'en', noon)).toBe('20:00:05')
})

test('days before and after, over months and leap days', () => {
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(dayAfter('2025-12-31', 1)).toBe('2026-01-01')
})
