import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldOf, momentOf, usualMoments } from './moment-input.ts'

const MINUTE = 60_000

test('a moment comes back from its field to the minute', () => {
  // The hour that a zone repeats in autumn has two moments for one reading: it may come back an hour off.
  const minutes = fc
    .integer({ min: 0, max: Math.floor(4_000_000_000_000 / MINUTE) })
    .map((count) => count * MINUTE)
  fc.assert(
    fc.property(minutes, (ms) => {
      expect(fieldOf(momentOf(fieldOf(ms))!)).toBe(fieldOf(ms))
    }),
  )
})

test('an empty field has no moment', () => {
  expect(momentOf('')).toBeUndefined()
  expect(momentOf('2026-03')).toBeDefined()
  expect(momentOf('x')).toBeUndefined()
})

test('usual moments are ahead', () => {
  const now = new Date(2026, 2, 1, 23, 30, 10).getTime()
  const { hour, tomorrow, week } = usualMoments(now)
  expect(hour - now).toBeGreaterThanOrEqual(60 * MINUTE)
  expect(fieldOf(tomorrow)).toBe('2026-03-02T10:00')
  expect(fieldOf(week)).toBe('2026-03-08T10:00')
})
