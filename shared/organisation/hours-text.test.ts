import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hoursText, readHours } from './hours-text.ts'

it.each([
  ['', []],
  ['9-18', [{ from: 540, to: 1080 }]],
  [
    '14:00–18:00, 9:00 — 13:30',
    [
      { from: 540, to: 810 },
      { from: 840, to: 1080 },
    ],
  ],
  ['0-24', [{ from: 0, to: 1440 }]],
  ['22:00-6:00', [{ from: 1320, to: 1800 }]],
  ['9:00–33:00', [{ from: 540, to: 1980 }]],
  ['9:00–9:00', [{ from: 540, to: 1980 }]],
])('reads %j', (typed, intervals) => expect(readHours(typed)).toEqual(intervals))

it.each(['nine', '9', '9-', '9:60-18:00', '24-25', '10-49', '9-18 14-15', Array(25).fill('1-2').join()])(
  'finds no hours in %j',
  (typed) => expect(readHours(typed)).toBeNull(),
)

it('shows midnight and the day after as people write them', () => {
  expect(hoursText([{ from: 540, to: 1440 }])).toBe('9:00–24:00')
  expect(hoursText([{ from: 1320, to: 1800 }])).toBe('22:00–6:00')
  expect(hoursText([{ from: 0, to: 2880 }])).toBe('0:00–48:00')
  expect(hoursText([])).toBe('')
})

it('reads back whatever it shows', () => {
  const interval = fc
    .record({ from: fc.nat(1439), length: fc.integer({ min: 1, max: 2880 }) })
    .map(({ from, length }) => ({ from, to: Math.min(2880, from + length) }))
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 24 }), (intervals) => {
      const sorted = [...intervals].sort((a, b) => a.from - b.from || a.to - b.to)
      expect(readHours(hoursText(intervals))).toEqual(sorted)
    }),
  )
})
