/** What goes wrong with what is sold, of the claims that the reader sees. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { listSold } from '#server/sales/index.ts'
import { boundsOf, daysAsked } from '#shared/claims/board/claim-period.ts'
import type { ProblemAsked, ProblemSide, Problems } from '#shared/claims/problems/problem.contract.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { zoneAsked } from '../board/period-asked.ts'
import { filterOf } from '../list/list-claims.ts'
import { presentFigures, presentProblem } from './problem.present.ts'
import { alarmsOf, countProblems, namesOfSide, type ProblemCounts, sumProblems } from './problem.store.ts'

/** More rows are no table to be read; a narrower question finds them. */
const MOST = 500
const YEAR = 365

/** @param more rights besides `claim.read` in whose reach the claims are to be too */
export const readProblems = async (
  q: Queryable,
  actor: Actor,
  { by, and, from, to, zone: zoneGiven, ...scope }: ProblemAsked,
  now: number,
  more: readonly Permission[] = [],
): Promise<Problems> => {
  const zone = await zoneAsked(q, actor, zoneGiven)
  const days = daysAsked({ from, to }, zone, now, YEAR)
  const period = boundsOf(days, zone)
  const sides: ProblemSide[] = and && and !== by ? [by, and] : [by]
  const reach = reachOf(actor, 'claim.read')
  const filter = await filterOf(q, actor, { ...scope, status: 'all', flow: 'opened', ...days, zone }, now)
  const asked = { reaches: [reach, ...more.map((one) => reachOf(actor, one))] as const, filter, sides }
  const counted = await countProblems(q, asked, MOST + 1)
  const shown = counted.slice(0, MOST)
  const whole = { ...asked, sides: [] }
  const [all] = await countProblems(q, whole, 1)
  const keysOf = (side: ProblemSide) =>
    shown.flatMap((row) => (sides.indexOf(side) === 0 ? row.a : row.b) ?? [])
  const common = { scope, sold: await listSold(q, period), markets: marketsSeen(asked.reaches) }
  const known = {
    ...common,
    sides,
    money: await sumProblems(q, asked),
    names: await Promise.all(sides.map((side) => namesOfSide(q, side, keysOf(side)))),
    alarms: await alarmsOf(q, sides.includes('batch') ? keysOf('batch') : []),
  }
  return {
    ...{ asOf: now, zone, ...days, by, and: sides[1] ?? null },
    total: presentFigures(all ?? NOTHING, [], { ...common, money: await sumProblems(q, whole) }),
    rows: shown.map((row) => presentProblem(row, known)),
    more: counted.length > MOST,
  }
}

const NOTHING: ProblemCounts = {
  ...{ a: null, b: null },
  ...{ claims: 0, repeats: 0, resolved: 0, medianMs: null, p80Ms: null },
}

/** Markets of which every claim is in reach; null: all. What was sold is set against whole markets only. */
const marketsSeen = (reaches: readonly ReturnType<typeof reachOf>[]): string[] | null => {
  const narrow = reaches.filter(({ kind }) => kind !== 'all')
  if (narrow.length === 0) return null
  return narrow.every((reach) => reach.kind === 'market')
    ? narrow.flatMap((reach) => (reach.kind === 'market' && reach.marketId ? [reach.marketId] : []))
    : []
}
