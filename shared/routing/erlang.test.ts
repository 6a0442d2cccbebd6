import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsFor, erlangB, erlangC, erlangsOf, type Load, scheduledFor } from './erlang.ts'
import { erlangA } from './erlang-a.ts'

const MINUTE = 60_000
const T = 20_000
/** 100 calls in 30 minutes, three minutes each: 10 erlangs. */
const busyHalfHour = { perMs: 100 / (30 * MINUTE), handleMs: 3 * MINUTE }

const simulate = (load: Load & { patienceMs: number }, calls: number) => {
  let seed = 20_261
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const exponential = (mean: number) => -Math.log(random()) * mean
  const freeAt = new Array<number>(load.agents).fill(0)
  let [now, waited, lost, inTime, waiting] = [0, 0, 0, 0, 0]
  for (let call = 0; call < calls; call += 1) {
    now += exponential(1 / load.perMs)
    // First come, first served: who has not given up takes the agent who is free first.
    const first = freeAt.indexOf(Math.min(...freeAt))
    const wait = Math.max(0, freeAt[first]! - now)
    const patience = exponential(load.patienceMs)
    if (wait > 0) waiting += 1
    if (wait > patience) {
      lost += 1
      waited += patience
      continue
    }
    waited += wait
    if (wait <= T) inTime += 1
    freeAt[first] = now + wait + exponential(load.handleMs)
  }
  return {
    waiting: waiting / calls,
    serviceLevel: inTime / calls,
    meanWaitMs: waited / calls,
    abandoned: lost / calls,
  }
}

describe('the published figures', () => {
  it.each([
    { agents: 13, waiting: 0.2853, serviceLevel: 0.7956, seconds: 17.12, occupancy: 0.7692 },
    { agents: 14, waiting: 0.1741, serviceLevel: 0.8884, seconds: 7.84, occupancy: 0.7143 },
  ])('of Erlang C with $agents agents', ({ agents, waiting, serviceLevel, seconds, occupancy }) => {
    const figures = erlangC({ ...busyHalfHour, agents }, T)
    expect(figures.waiting).toBeCloseTo(waiting, 4)
    expect(figures.serviceLevel).toBeCloseTo(serviceLevel, 4)
    expect(figures.meanWaitMs / 1_000).toBeCloseTo(seconds, 2)
    expect(figures.occupancy).toBeCloseTo(occupancy, 4)
    expect(figures.abandoned).toBe(0)
  })

  it('of Erlang A with 13 agents and five minutes of patience', () => {
    const figures = erlangA({ ...busyHalfHour, agents: 13, patienceMs: 5 * MINUTE }, T)
    expect(figures.waiting).toBeCloseTo(0.2258, 4)
    expect(figures.serviceLevel).toBeCloseTo(0.8582, 4)
    expect(figures.meanWaitMs / 1_000).toBeCloseTo(7.49, 2)
    expect(figures.abandoned).toBeCloseTo(0.025, 4)
    expect(figures.occupancy).toBeCloseTo(0.75, 4)
  })

  it('of staffing: 80 % in 20 s wants 14 agents; 13 with 30 % shrinkage are 19 scheduled, 14 are 20', () => {
    expect(agentsFor(busyHalfHour, { serviceLevel: 0.8, thresholdMs: T })).toBe(14)
    expect(scheduledFor(13, 0.3)).toBe(19)
    expect(scheduledFor(14, 0.3)).toBe(20)
    expect(scheduledFor(7, 0)).toBe(7)
    expect(() => scheduledFor(7, 1)).toThrow(RangeError)
  })
})

const anyLoad = fc.record({
  perMs: fc.double({ min: 1e-6, max: 0.01, noNaN: true }),
  handleMs: fc.integer({ min: 10_000, max: 1_200_000 }),
  agents: fc.integer({ min: 1, max: 400 }),
})

describe('of any load', () => {
  it('the recursion is Erlang’s formula', () => {
    const direct = (a: number, n: number) => {
      let [term, sum] = [1, 1]
      for (let k = 1; k <= n; k += 1) {
        term *= a / k
        sum += term
      }
      return term / sum
    }
    for (const [a, n] of [
      [10, 13],
      [0.5, 1],
      [40, 30],
    ] as const) {
      expect(erlangB(a, n)).toBeCloseTo(direct(a, n), 12)
    }
  })

  it('who is served and who gives up make up the offered, in A', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer({ min: 5_000, max: 3_000_000 }), (load, patienceMs) => {
        const figures = erlangA({ ...load, patienceMs }, T)
        const served = (figures.occupancy * load.agents) / load.handleMs / load.perMs
        expect(served + figures.abandoned).toBeCloseTo(1, 6)
        expect(figures.serviceLevel).toBeLessThanOrEqual(1 - figures.abandoned + 1e-6)
        expect(figures.serviceLevel).toBeGreaterThanOrEqual(1 - figures.waiting - 1e-9)
        // Those who are still served, given all the time there is.
        const patient = erlangA({ ...load, patienceMs }, 20 * Math.min(patienceMs, load.handleMs))
        if (patienceMs <= load.handleMs) expect(patient.serviceLevel).toBeCloseTo(1 - figures.abandoned, 6)
      }),
    )
  })

  it('A with endless patience is C', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        fc.pre(erlangsOf(load) < load.agents * 0.95)
        const [a, c] = [erlangA({ ...load, patienceMs: 1e12 }, T), erlangC(load, T)]
        expect(a.waiting).toBeCloseTo(c.waiting, 4)
        expect(a.serviceLevel).toBeCloseTo(c.serviceLevel, 4)
        expect(a.occupancy).toBeCloseTo(c.occupancy, 4)
      }),
    )
  })

  it('one agent more never makes it worse', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer({ min: 5_000, max: 3_000_000 }), (load, patienceMs) => {
        const more = { ...load, agents: load.agents + 1 }
        expect(erlangC(more, T).waiting).toBeLessThanOrEqual(erlangC(load, T).waiting + 1e-12)
        const [now, then] = [erlangA({ ...load, patienceMs }, T), erlangA({ ...more, patienceMs }, T)]
        expect(then.abandoned).toBeLessThanOrEqual(now.abandoned + 1e-9)
        expect(then.serviceLevel).toBeGreaterThanOrEqual(now.serviceLevel - 1e-6)
      }),
    )
  })

  it('the fewest agents are enough, one fewer are not', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 0.1, max: 0.99, noNaN: true }), (load, serviceLevel) => {
        fc.pre(erlangsOf(load) < 1_000)
        const agents = agentsFor(load, { serviceLevel, thresholdMs: T })
        expect(erlangC({ ...load, agents }, T).serviceLevel).toBeGreaterThanOrEqual(serviceLevel)
        expect(erlangC({ ...load, agents: agents - 1 }, T).serviceLevel).toBeLessThan(serviceLevel)
      }),
    )
  })
})

it('agrees with a simulated line, patient or not', () => {
  for (const load of [
    { ...busyHalfHour, agents: 13, patienceMs: 5 * MINUTE },
    { ...busyHalfHour, agents: 8, patienceMs: MINUTE },
  ]) {
    const [seen, told] = [simulate(load, 200_000), erlangA(load, T)]
    expect(seen.waiting).toBeCloseTo(told.waiting, 1.5)
    expect(seen.serviceLevel).toBeCloseTo(told.serviceLevel, 1.5)
    expect(seen.abandoned).toBeCloseTo(told.abandoned, 1.8)
    expect(Math.abs(seen.meanWaitMs / told.meanWaitMs - 1)).toBeLessThan(0.05)
  }
})

it('knows the ends: no calls, too many calls, nobody there', () => {
  const none = { perMs: 0, handleMs: MINUTE, agents: 3 }
  expect(erlangC(none, T)).toMatchObject({ waiting: 0, serviceLevel: 1, meanWaitMs: 0 })
  expect(agentsFor(none, { serviceLevel: 0.8, thresholdMs: T })).toBe(0)
  expect(erlangC({ ...busyHalfHour, agents: 10 }, T)).toMatchObject({
    serviceLevel: 0,
    meanWaitMs: Number.POSITIVE_INFINITY,
  })
  const deserted = erlangA({ ...busyHalfHour, agents: 0, patienceMs: MINUTE }, T)
  expect(deserted.serviceLevel).toBeCloseTo(0, 9)
  expect(deserted.abandoned).toBeCloseTo(1, 9)
  const rush = erlangA({ perMs: 1, handleMs: 60_000, agents: 100, patienceMs: 300_000 }, T)
  expect(rush.abandoned).toBeCloseTo(1 - 100 / 60_000, 6)
  expect(() => erlangC({ ...none, agents: -1 }, T)).toThrow(RangeError)
  expect(() => erlangA({ ...busyHalfHour, agents: 1, patienceMs: 0 }, T)).toThrow(RangeError)
})
