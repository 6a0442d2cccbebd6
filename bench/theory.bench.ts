/** `decide` against a sort of its lists, and what simulated callers wait against Erlang's formulas. */
import { againstFloor, type Bench, type Measure } from './bench.ts'
import { DECIDE_TARGET, measureDecide } from './decide.bench.ts'
import { measureWaits } from './wait.bench.ts'

/** At four times the size linear work takes 4 times as long, quadratic 16; halfway in the exponent lies 8. */
const GROWTH_LIMIT = 8

export const benchDecision = async (bench: Bench): Promise<Measure[]> => {
  const measures = measureDecide()
  for (const { floor, size, offers, decideMs, sortMs } of measures)
    bench.say(
      `decide, ${floor}, size × ${size}: ${offers} offers, ${decideMs.toFixed(1)} ms, sort ${sortMs.toFixed(1)} ms`,
    )
  const once = measures.filter(({ size }) => size === 1)
  const worst = once.reduce((a, b) => (a.ratio > b.ratio ? a : b))
  const growth = Math.max(
    ...once.map(({ floor, decideMs }) => {
      const large = measures.find((one) => one.floor === floor && one.size === 4)
      return (large?.decideMs ?? Number.NaN) / decideMs
    }),
  )
  return [
    againstFloor(
      `decide, 7,500 agents, 5,000 waiting, worst floor (${worst.floor})`,
      { floor: worst.sortMs, ours: worst.decideMs },
      DECIDE_TARGET,
    ),
    {
      what: 'decide at 4 times the size',
      floor: '4 × linear',
      ours: `${growth.toFixed(1)} ×`,
      ratio: null,
      target: `< ${GROWTH_LIMIT} × (quadratic: 16)`,
      met: growth < GROWTH_LIMIT,
    },
  ]
}

export const benchWaiting = async (bench: Bench): Promise<Measure[]> => {
  const measures = measureWaits()
  return [...new Set(measures.map(({ name }) => name))].map((name) => {
    const figures = measures.filter((one) => one.name === name)
    for (const { figure, theory, mean, half } of figures)
      bench.say(
        `${name}, ${figure}: theory ${theory.toFixed(4)}, simulated ${mean.toFixed(4)} ± ${half.toFixed(4)}`,
      )
    const wait = figures[0]!
    return {
      what: `mean wait, ${name}, 30 seeds`,
      floor: `${wait.theory.toFixed(2)} s (Erlang)`,
      ours: `${wait.mean.toFixed(2)} ± ${wait.half.toFixed(2)} s`,
      ratio: wait.mean / wait.theory,
      target: 'theory inside 95 %',
      met: figures.every(({ inside }) => inside),
    }
  })
}
