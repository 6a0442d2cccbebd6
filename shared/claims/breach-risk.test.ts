import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENOUGH, normFor, riskOf, riskUntil } from './breach-risk.ts'
import { at, HOUR, moscow, never } from './clock.testing.ts'

const norm = (state: string, categoryId: string | null, n: number) => ({
  state,
  categoryId,
  n,
  p80Ms: n * HOUR,
})

test('such claims are those of the same stage and kind where there were enough, else of the same stage', () => {
  const norms = [
    norm('assessed', 'a', ENOUGH),
    norm('assessed', 'b', ENOUGH - 1),
    norm('assessed', null, 90),
    norm('proposed', null, 3),
  ]
  expect(normFor(norms, { state: 'assessed', categoryId: 'a' })?.n).toBe(ENOUGH)
  expect(normFor(norms, { state: 'assessed', categoryId: 'b' })?.n).toBe(90)
  expect(normFor(norms, { state: 'proposed', categoryId: 'a' })).toBeNull()
})

test('a night and a weekend are no time left', () => {
  const usual = { p80Ms: 5 * HOUR, n: 40 }
  const monday = at('2026-06-08T12:00')
  // Friday 16–17 and Monday 9–12 are four working hours.
  expect(riskOf(usual, moscow, monday, at('2026-06-05T16:00'))).toEqual({
    leftMs: 4 * HOUR,
    usualMs: 5 * HOUR,
    n: 40,
  })
  expect(riskOf(usual, moscow, monday, at('2026-06-05T15:00'))).toBeNull()
  expect(riskOf(usual, moscow, monday, monday)).toBeNull()
})

test('where the calendar never opens, every deadline ahead is at risk, for all such claims as for one', () => {
  const [usual, now, due] = [{ p80Ms: HOUR, n: ENOUGH }, at('2026-06-05T12:00'), at('2036-06-05T12:00')]
  expect(riskOf(usual, never, due, now)).toEqual({ leftMs: 0, usualMs: HOUR, n: ENOUGH })
  expect(riskUntil(usual, never, now)).toBeGreaterThan(due)
})

test('the bound for all such claims at once judges each deadline as the claim alone is judged', () => {
  const start = at('2026-06-05T00:00')
  const within = (hours: number) => fc.integer({ min: 0, max: hours * 60 }).map((minutes) => minutes * 60_000)
  fc.assert(
    fc.property(within(240), within(480), within(60), fc.boolean(), (ahead, due, p80Ms, onBound) => {
      const now = start + ahead
      const norm = { p80Ms, n: ENOUGH }
      const until = riskUntil(norm, moscow, now)
      const deadlineAt = onBound ? until : now + due - 240 * HOUR
      expect(riskOf(norm, moscow, deadlineAt, now) !== null).toBe(now < deadlineAt && deadlineAt < until)
    }),
  )
})
