import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClientFacts, MOST, PRIORITY_PARTS, priorityOf } from './client-priority.ts'

const NOW = Date.UTC(2026, 2, 16)
const DAY = 86_400_000
const nothing: ClientFacts = { won: [], meanWonMinor: 1_000, claims: [], openDeals: [], contacts: [] }
const won = (id: string, days: number, houseMinor: number) => ({ id, closedAt: NOW - days * DAY, houseMinor })
const claim = (id: string, severity: 'low' | 'critical', days: number, clockRuns = true) => ({
  id,
  severity,
  deadlineAt: NOW + days * DAY,
  clockRuns,
})
const contact = (id: string, days: number, outcome: string) => ({ id, at: NOW - days * DAY, outcome })

test('a client of whom nothing is known has no points', () => {
  expect(priorityOf(nothing, NOW)).toEqual({ score: 0, points: [] })
})

test('each fact gives its points and names what they are for', () => {
  const facts: ClientFacts = {
    ...nothing,
    won: [won('d1', 10, 2_000), won('d2', 400, 9_000)],
    claims: [claim('c1', 'critical', -1), claim('c2', 'low', -1, false)],
    openDeals: [{ id: 'd3', state: 'quoted' }],
    contacts: [contact('i1', 1, 'abandoned'), contact('i2', 2, 'handled'), contact('i3', 3, 'abandoned')],
  }
  expect(priorityOf(facts, NOW)).toEqual({
    score: 59,
    points: [
      { fact: 'won-year', points: 10, of: ['d1'] },
      { fact: 'won-before', points: 5, of: ['d1', 'd2'] },
      { fact: 'open-claims', points: 18, of: ['c1', 'c2'] },
      { fact: 'overdue-claims', points: 10, of: ['c1'] },
      { fact: 'lost-calls', points: 5, of: ['i1'] },
      { fact: 'open-deals', points: 6, of: ['d3'] },
      { fact: 'in-touch', points: 5, of: ['i1'] },
    ],
  })
})

test('the most of all is a hundred', () => {
  expect(Object.values(MOST).reduce((all, one) => all + one, 0)).toBe(100)
  expect(Object.keys(MOST).sort()).toEqual(Object.keys(PRIORITY_PARTS).sort())
})

test('the score is the sum of its points, never over a hundred, and no point is without a fact', () => {
  const deals = fc.array(
    fc.record({ id: fc.uuid(), closedAt: fc.integer({ min: 0, max: NOW }), houseMinor: fc.nat() }),
  )
  const claims = fc.array(
    fc.record({
      id: fc.uuid(),
      severity: fc.constantFrom('low' as const, 'normal' as const, 'high' as const, 'critical' as const),
      deadlineAt: fc.integer({ min: 0, max: 2 * NOW }),
      clockRuns: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(deals, claims, fc.option(fc.integer({ min: 1 })), (wonDeals, open, meanWonMinor) => {
      const { score, points } = priorityOf({ ...nothing, won: wonDeals, claims: open, meanWonMinor }, NOW)
      expect(score).toBe(points.reduce((all, one) => all + one.points, 0))
      expect(score).toBeLessThanOrEqual(100)
      for (const one of points) expect(one.of.length).toBeGreaterThan(0)
    }),
  )
})
