/** What goes wrong with what is sold, of the claims that the reader sees. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { listSold } from '#server/sales/index.ts'
import { boundsOf, daysAsked } from '#shared/claims/board/claim-period.ts'
import type {
  Problem,
  ProblemAsked,
  ProblemFigures,
  ProblemSide,
  Problems,
} from '#shared/claims/problems/problem.contract.ts'
import { type Side, soldOf } from '#shared/claims/problems/problem-figures.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { zoneAsked } from '../board/period-asked.ts'
import { filterOf } from '../list/list-claims.ts'
import {
  alarmsOf,
  countProblems,
  namesOfSide,
  type ProblemCounts,
  type ProblemMoney,
  sumProblems,
} from './problem.store.ts'

/** More rows are no table to be read; a narrower question finds them. */
const MOST = 500
const YEAR = 365

/** @param within by which rights of the actor, all of them; the first is `claim.read` */
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
  const [whole] = await countProblems(q, { ...asked, sides: [] }, 1)
  const money = await sumProblems(q, asked)
  const sold = await listSold(q, period)
  const markets = marketsSeen(asked.reaches)
  const keysOf = (index: number) => shown.flatMap((row) => (index === 0 ? row.a : row.b) ?? [])
  const names = await Promise.all(sides.map((side, index) => namesOfSide(q, side, keysOf(index))))
  const alarms = await alarmsOf(
    q,
    sides.flatMap((side, index) => (side === 'batch' ? keysOf(index) : [])),
  )
  const present = (row: ProblemCounts): Problem => {
    const keys = [row.a, row.b].slice(0, sides.length)
    const of: Side[] = sides.map((side, index) => ({ side, key: keys[index] ?? null }))
    const batch = of.find(({ side }) => side === 'batch')?.key
    return {
      keys: keys.map((key, index) => ({ key, name: (key !== null && names[index]?.get(key)) || null })),
      alarmAt: (batch && alarms.get(batch)) || null,
      ...figuresOf(row, moneyOf(money, row), soldOf(sold, scope, of, markets)),
    }
  }
  return {
    asOf: now,
    zone,
    ...days,
    by,
    and: sides[1] ?? null,
    total: figuresOf(whole ?? NOTHING, await totalMoney(q, asked), soldOf(sold, scope, [], markets)),
    rows: shown.map(present),
    more: counted.length > MOST,
  }
}

const NOTHING: ProblemCounts = {
  a: null,
  b: null,
  claims: 0,
  repeats: 0,
  resolved: 0,
  medianMs: null,
  p80Ms: null,
}

const figuresOf = (
  { claims, repeats, resolved, medianMs, p80Ms }: ProblemCounts,
  money: ProblemFigures['money'],
  sold: ProblemFigures['sold'],
): ProblemFigures => ({ claims, repeats, resolved, medianMs, p80Ms, money, sold })

const withoutKeys = ({ currency, claimedMinor, agreedMinor }: ProblemMoney) => ({
  currency,
  claimedMinor,
  agreedMinor,
})
const moneyOf = (money: readonly ProblemMoney[], { a, b }: ProblemCounts) =>
  money.filter((sum) => sum.a === a && sum.b === b).map(withoutKeys)
const totalMoney = async (q: Queryable, asked: Parameters<typeof sumProblems>[1]) =>
  (await sumProblems(q, { ...asked, sides: [] })).map(withoutKeys)

/** Markets of which every claim is in reach; null: all. What was sold is set against whole markets only. */
const marketsSeen = (reaches: readonly ReturnType<typeof reachOf>[]): string[] | null => {
  const narrow = reaches.filter(({ kind }) => kind !== 'all')
  if (narrow.length === 0) return null
  return narrow.every((reach) => reach.kind === 'market')
    ? narrow.flatMap((reach) => (reach.kind === 'market' && reach.marketId ? [reach.marketId] : []))
    : []
}
