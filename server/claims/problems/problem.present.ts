/** Counted parts as the screen and the file show them: with names, money by currency, and what was sold of each. */
import type {
  Problem,
  ProblemFigures,
  ProblemScope,
  ProblemSide,
} from '#shared/claims/problems/problem.contract.ts'
import { type Side, type Sold, soldOf } from '#shared/claims/problems/problem-figures.ts'
import type { ProblemCounts, ProblemMoney, SideNames } from './problem.store.ts'

/** What is known besides the counts. */
export type Known = {
  sides: readonly ProblemSide[]
  scope: ProblemScope
  money: readonly ProblemMoney[]
  sold: readonly Sold[]
  /** Markets of which every claim is in reach; null: all. */
  markets: readonly string[] | null
  /** Of each side, in their order. */
  names: readonly SideNames[]
  /** By batch, epoch ms. */
  alarms: ReadonlyMap<string, number>
}

export const presentProblem = (row: ProblemCounts, known: Known): Problem => {
  const keys = [row.a, row.b].slice(0, known.sides.length)
  const sides: Side[] = known.sides.map((side, index) => ({ side, key: keys[index] ?? null }))
  const batch = sides.find(({ side }) => side === 'batch')?.key
  return {
    keys: keys.map((key, index) => ({ key, name: (key !== null && known.names[index]?.get(key)) || null })),
    alarmAt: (batch && known.alarms.get(batch)) || null,
    ...presentFigures(row, sides, known),
  }
}

/** Of a part, or of all together where `sides` are none. */
export const presentFigures = (
  { a, b, ...counts }: ProblemCounts,
  sides: readonly Side[],
  { money, sold, scope, markets }: Pick<Known, 'money' | 'sold' | 'scope' | 'markets'>,
): ProblemFigures => ({
  ...counts,
  money: money
    .filter((sum) => sum.a === a && sum.b === b)
    .map(({ currency, claimedMinor, agreedMinor }) => ({ currency, claimedMinor, agreedMinor })),
  sold: soldOf(sold, scope, sides, markets),
})
