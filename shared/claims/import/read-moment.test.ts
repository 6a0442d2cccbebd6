import { expect, test } from 'vitest'
import { type DateOrder, readMoment } from './read-moment.ts'

const iso = (text: string, zone: string, order: DateOrder = 'dmy') => {
  const at = readMoment(text, zone, order)
  return at === null ? null : new Date(at).toISOString()
}

test.each([
  ['31.12.2025', 'Europe/Moscow', '2025-12-30T21:00:00.000Z'],
  ['1.2.2026 9:05', 'Europe/Moscow', '2026-02-01T06:05:00.000Z'],
  ['01.02.2026 г. 09:05:59', 'Asia/Yekaterinburg', '2026-02-01T04:05:00.000Z'],
  ['2026-02-01', 'Asia/Shanghai', '2026-01-31T16:00:00.000Z'],
  ['2026-02-01 14:30', 'UTC', '2026-02-01T14:30:00.000Z'],
  ['2026-02-01T14:30:00+03:00', 'Asia/Shanghai', '2026-02-01T11:30:00.000Z'],
  ['2026-02-01T14:30:00Z', 'Asia/Shanghai', '2026-02-01T14:30:00.000Z'],
  // The night in which the clocks are put forward, and the one in which they go back.
  ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
])('%s in %s', (text, zone, expected) => expect(iso(text, zone)).toBe(expected))

test('strokes are read as it was said', () => {
  expect(iso('03/04/2026', 'UTC', 'dmy')).toBe('2026-04-03T00:00:00.000Z')
  expect(iso('03/04/2026 2:15 pm', 'UTC', 'mdy')).toBe('2026-03-04T14:15:00.000Z')
  expect(iso('03/04/2026 12:15 AM', 'UTC', 'mdy')).toBe('2026-03-04T00:15:00.000Z')
  expect(iso('31/12/2026', 'UTC', 'mdy')).toBeNull()
})

test.each([
  '30.02.2026',
  '2026-13-01',
  '1.2.26',
  '01.02.0206',
  '01.02.2026 24:00',
  '01.02.2026 13:05 pm',
  'вчера',
  '45000',
  '',
])('%j is no moment', (text) => expect(iso(text, 'Europe/Moscow')).toBeNull())
