import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageBands, openedIn } from './age-bands.ts'
import { boundsOf, daysAsked, grains, stretchesOf } from './claim-period.ts'

const now = Date.parse('2026-03-05T23:30:00Z')
const day = (value: number) => new Date(value * 86_400_000).toISOString().slice(0, 10)

test('eight weeks from a Monday up to the zone’s own today, unless asked otherwise; nothing of the future', () => {
  expect(daysAsked({}, 'Europe/London', now)).toEqual({ from: '2026-01-12', to: '2026-03-05' })
  expect(daysAsked({}, 'Europe/Moscow', now)).toEqual({ from: '2026-01-12', to: '2026-03-06' })
  expect(daysAsked({ from: '2026-03-09', to: '2027-01-01' }, 'Europe/London', now)).toEqual({
    from: '2026-03-05',
    to: '2026-03-05',
  })
})

test('the stretches cover the days without a gap, weeks end on Sundays, and there are never too many', () => {
  const span = fc.tuple(fc.integer({ min: 15_000, max: 20_000 }), fc.integer({ min: 0, max: 800 }))
  fc.assert(
    fc.property(span, fc.constantFrom(...grains), ([first, length], grain) => {
      const days = { from: day(first), to: day(first + length) }
      const { grain: shown, stretches } = stretchesOf(days, grain)
      expect(stretches[0]?.from).toBe(days.from)
      expect(stretches.at(-1)?.to).toBe(days.to)
      for (const [index, { from, to }] of stretches.entries()) {
        const next = stretches[index + 1]
        if (next) expect(boundsOf({ from, to }, 'UTC').to).toBe(boundsOf(next, 'UTC').from)
        if (next && shown === 'week') expect(new Date(to).getUTCDay()).toBe(0)
      }
      expect(stretches.length).toBeLessThan(120)
    }),
  )
})

test('a day of 23 hours is one day', () => {
  const { from, to } = boundsOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin')
  expect(to - from).toBe(23 * 3_600_000)
})

test('a claim is in exactly one band of age, whenever it was opened', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 * 24 }), (hours) => {
      const openedAt = now - hours * 3_600_000
      const found = ageBands.filter((band) => {
        const { after, until } = openedIn(band, now)
        return (after === null || openedAt > after) && (until === null || openedAt <= until)
      })
      expect(found).toHaveLength(1)
    }),
  )
})
