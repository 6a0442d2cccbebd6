import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fitness, fitnessFor, skillEffects } from './skill-effect.ts'

const ORDER: Fitness[] = ['never', 'late', 'at-once']
const english = {
  skill: 'english',
  rings: [
    { afterMs: 0, minLevel: 7 },
    { afterMs: 30_000, minLevel: 4 },
  ],
}
const steel = {
  skill: 'steel',
  rings: [
    { afterMs: 0, minLevel: 1 },
    { afterMs: 60_000, minLevel: 0 },
  ],
}

test.each<[Record<string, number>, Fitness]>([
  [{ english: 7, steel: 1 }, 'at-once'],
  [{ english: 7 }, 'late'],
  [{ english: 4 }, 'late'],
  [{ english: 3, steel: 10 }, 'never'],
  [{}, 'never'],
])('%o: %s', (levels, fitness) => expect(fitnessFor([english, steel], levels)).toBe(fitness))

test('a skill named like what every object inherits is no level', () => {
  const odd = { skill: 'constructor', rings: [{ afterMs: 0, minLevel: 1 }] }
  expect(fitnessFor([odd], {})).toBe('never')
})

test('a higher level never makes anyone fit for less', () => {
  const need = fc.record({
    skill: fc.constantFrom('a', 'b', 'c'),
    rings: fc.array(fc.record({ afterMs: fc.nat(), minLevel: fc.integer({ min: 0, max: 10 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  const levels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 10 }))
  fc.assert(
    fc.property(fc.array(need), levels, fc.constantFrom('a', 'b', 'c'), (needs, held, skill) => {
      const raised = { ...held, [skill]: 10 }
      const [before, after] = [held, raised].map((one) => ORDER.indexOf(fitnessFor(needs, one)))
      expect(after).toBeGreaterThanOrEqual(before!)
    }),
  )
})

test('only queues that one serves, and only where it makes a difference', () => {
  const queues = [
    { id: 'export', needs: [english] },
    { id: 'steel', needs: [steel] },
    { id: 'any', needs: [] },
  ]
  const agent = { id: 'anna', queueIds: ['export', 'any'], before: { english: 8 }, after: { english: 5 } }
  expect(skillEffects([agent], queues)).toEqual([
    { userId: 'anna', queueId: 'export', from: 'at-once', to: 'late' },
  ])
})
