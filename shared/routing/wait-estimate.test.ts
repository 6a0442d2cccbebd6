import { describe, expect, it } from 'vitest'
import { estimateError, estimateWait, LONGEST_ESTIMATE_MS } from './wait-estimate.ts'

const minutes = (count: number) => count * 60_000

describe('estimateWait', () => {
  it.each([
    { place: 1, serving: 1, mean: 3, told: 3 },
    { place: 1, serving: 6, mean: 3, told: 0.5 },
    { place: 4, serving: 2, mean: 3, told: 6 },
    { place: 2, serving: 0, mean: 3, told: 6 },
    { place: 0, serving: 3, mean: 3, told: 0 },
    { place: -1, serving: 3, mean: 3, told: 0 },
    { place: 500, serving: 1, mean: 3, told: 120 },
    { place: 1, serving: 1, mean: Number.POSITIVE_INFINITY, told: 120 },
  ])('tells place $place of $serving serving $told minutes', ({ place, serving, mean, told }) => {
    expect(estimateWait({ place, meanHandleMs: minutes(mean), serving })).toBe(minutes(told))
  })

  it('is the mean of what a simulated M/M/n line waits, all agents busy', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const [place, serving, meanHandleMs, runs] = [5, 3, 180_000, 20_000]
    let sum = 0
    for (let run = 0; run < runs; run += 1) {
      const ends = Array.from({ length: serving }, () => -Math.log(random()) * meanHandleMs)
      let answeredAt = 0
      for (let taken = 0; taken < place; taken += 1) {
        const first = ends.indexOf(Math.min(...ends))
        answeredAt = ends[first]!
        ends[first] = answeredAt - Math.log(random()) * meanHandleMs
      }
      sum += answeredAt
    }
    const told = estimateWait({ place, serving, meanHandleMs })
    // Standard error: √5 stages of S/n over √20 000 runs is 0.3 % of the mean; three of them.
    expect(Math.abs(sum / runs / told - 1)).toBeLessThan(0.01)
  })

  it('refuses what is no number', () => {
    expect(() => estimateWait({ place: Number.NaN, meanHandleMs: 1, serving: 1 })).toThrow(RangeError)
  })

  it('never says more than two hours', () => expect(LONGEST_ESTIMATE_MS).toBe(minutes(120)))
})

describe('estimateError', () => {
  it('tells the size of the error and which way it leans', () => {
    const pairs = [
      { estimatedMs: 60_000, waitedMs: 90_000 },
      { estimatedMs: 60_000, waitedMs: 20_000 },
    ]
    expect(estimateError(pairs)).toEqual({
      n: 2,
      medianAbsoluteMs: 35_000,
      meanAbsoluteMs: 35_000,
      biasMs: 5_000,
    })
  })

  it('is not led astray by one wait that nobody could foresee', () => {
    const waits = [50_000, 70_000, 3_600_000]
    const error = estimateError(waits.map((waitedMs) => ({ estimatedMs: 60_000, waitedMs })))
    expect(error?.medianAbsoluteMs).toBe(10_000)
  })

  it('says nothing about nothing', () => expect(estimateError([])).toBeNull())
})
