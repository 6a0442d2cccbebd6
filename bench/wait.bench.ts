/**
 * What callers wait when `decide` routes them, against Erlang C and A: the theory has to lie inside the 95 % interval of
 * 30 simulated lines. Runs by itself too: npx tsx bench/wait.bench.ts
 */
import { fileURLToPath } from 'node:url'
import { type Congestion, erlangC } from '#shared/routing/erlang.ts'
import { erlangA } from '#shared/routing/erlang-a.ts'
import { type LineFigures, simulateLine } from './simulate-line.ts'

const SEEDS = 30
const CALLS = 4_000
/** Student's t of 29 degrees of freedom, two-sided 95 %. */
const T_29 = 2.045
const MINUTE = 60_000
const load = { perMs: 100 / (30 * MINUTE), handleMs: 3 * MINUTE }
const THRESHOLD_MS = 20_000

const cases = [
  { name: 'M/M/13', line: { ...load, agents: 13 } },
  { name: 'M/M/14', line: { ...load, agents: 14 } },
  { name: 'M/M/13+M, patience 5 min', line: { ...load, agents: 13, patienceMs: 5 * MINUTE } },
]

export type WaitMeasure = {
  name: string
  figure: string
  theory: number
  mean: number
  half: number
  inside: boolean
}

const figures: {
  figure: string
  of: (line: LineFigures) => number
  theory: (known: Congestion) => number
}[] = [
  {
    figure: 'mean wait, s',
    of: (line) => line.meanWaitMs / 1_000,
    theory: (known) => known.meanWaitMs / 1_000,
  },
  { figure: 'part that waits', of: (line) => line.waited, theory: (known) => known.waiting },
  { figure: 'part that gives up', of: (line) => line.abandoned, theory: (known) => known.abandoned },
]

export const measureWaits = (): WaitMeasure[] =>
  cases.flatMap(({ name, line }) => {
    const runs = Array.from({ length: SEEDS }, (_, at) =>
      simulateLine({ ...line, calls: CALLS, seed: at + 1 }),
    )
    const known =
      'patienceMs' in line && line.patienceMs !== undefined
        ? erlangA({ ...line, patienceMs: line.patienceMs }, THRESHOLD_MS)
        : erlangC(line, THRESHOLD_MS)
    return figures
      .filter(({ figure }) => figure !== 'part that gives up' || known.abandoned > 0)
      .map(({ figure, of, theory }) => ({ name, figure, ...interval(runs.map(of), theory(known)) }))
  })

const interval = (values: number[], theory: number) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = T_29 * Math.sqrt(variance / values.length)
  return { theory, mean, half, inside: Math.abs(mean - theory) <= half }
}

export const benchWaits = (): string[] =>
  measureWaits().map(
    ({ name, figure, theory, mean, half, inside }) =>
      `${name.padEnd(26)} ${figure.padEnd(19)} theory ${theory.toFixed(4)}, ` +
      `simulated ${mean.toFixed(4)} ± ${half.toFixed(4)}: ${inside ? 'inside' : 'MISSED'}`,
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const line of benchWaits()) process.stdout.write(`${line}\n`)
}
