/** SQL of problems: claims parted by one or two sides, counted once in every part; the total is a count of its own. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReaches } from '#server/platform/reach.ts'
import type { ProblemFigures, ProblemSide } from '#shared/claims/problems/problem.contract.ts'
import { claimColumns } from '../claim.store.ts'
import { type ClaimFilter, narrowed } from '../list/claim-list.store.ts'
import { isRepeat, RESOLVED } from '../list/figure-filter.store.ts'

/** `a`, `b`: keys of the sides; null where there is no such side, or nothing is given. */
type Keys = { a: string | null; b: string | null }
export type ProblemCounts = Keys & Omit<ProblemFigures, 'money' | 'sold'>
export type ProblemMoney = Keys & ProblemFigures['money'][number]

const columns: Record<ProblemSide, string> = {
  group: 'pr.group_id',
  product: 'cl.product_id',
  batch: 'of.batch',
  cause: 'cl.cause_id',
  category: 'cl.category_id',
  market: 'cl.market_id',
}
/** Distinct: a claim with two lines of a batch is one claim of it. */
const BATCHES = `left join lateral (select distinct line.batch_key as batch from claim_products as line
                   where line.claim_id = cl.id and line.batch_key is not null) as of on true`

type Asked = {
  reaches: readonly [Reach, ...Reach[]]
  filter: ClaimFilter
  sides: readonly ProblemSide[]
}

/** A row for each claim and part. */
const parted = (q: Queryable, { reaches: [first, ...others], filter, sides }: Asked): Knex.QueryBuilder => {
  const query = withinReaches(narrowed(q, first, filter), others, claimColumns)
  if (sides.includes('group')) query.leftJoin('products as pr', 'pr.id', 'cl.product_id')
  if (sides.includes('batch')) query.joinRaw(BATCHES)
  const [a, b] = sides.map((side) => q.raw(`${columns[side]}::text`))
  return query.select('cl.claimed_minor', 'cl.agreed_minor', 'cl.currency', {
    a: a ?? q.raw('null::text'),
    b: b ?? q.raw('null::text'),
    resolved: q.raw(RESOLVED),
    took: q.raw('(extract(epoch from cl.closed_at - cl.opened_at) * 1000)::float8'),
    repeat: isRepeat(q),
  })
}

/** The most claims first. */
export const countProblems = async (q: Queryable, asked: Asked, limit: number): Promise<ProblemCounts[]> =>
  q
    .from(parted(q, asked).as('of_part'))
    .groupBy('a', 'b')
    .orderByRaw('claims desc, a nulls last, b nulls last')
    .limit(limit)
    .select(
      'a',
      'b',
      q.raw(
        `count(*)::int as claims, (count(*) filter (where repeat))::int as repeats,
         (count(*) filter (where resolved))::int as resolved,
         percentile_disc(0.5) within group (order by took) filter (where resolved) as "medianMs",
         percentile_disc(0.8) within group (order by took) filter (where resolved) as "p80Ms"`,
      ),
    )

export const sumProblems = async (q: Queryable, asked: Asked): Promise<ProblemMoney[]> =>
  q
    .from(parted(q, asked).as('of_part'))
    .where((named) => named.whereNotNull('claimed_minor').orWhereNotNull('agreed_minor'))
    .groupBy('a', 'b', 'currency')
    .orderBy('currency')
    .select(
      'a',
      'b',
      'currency',
      q.raw(
        `coalesce(sum(claimed_minor), 0)::bigint as "claimedMinor", coalesce(sum(agreed_minor), 0)::bigint as "agreedMinor"`,
      ),
    )

const tables: Partial<Record<ProblemSide, string>> = {
  group: 'product_groups',
  product: 'products',
  cause: 'claim_causes',
  category: 'claim_categories',
  market: 'markets',
}

export type SideNames = ReadonlyMap<string, { nameRu: string; nameEn: string }>

/** What the ids of a side are called; of a batch nothing: it is its own name. */
export const namesOfSide = async (
  q: Queryable,
  side: ProblemSide,
  ids: readonly string[],
): Promise<SideNames> => {
  const table = tables[side]
  if (!table) return new Map()
  const rows: { id: string; nameRu: string; nameEn: string }[] = await q(table)
    .whereIn('id', [...new Set(ids)])
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en' })
  return new Map(rows.map(({ id, nameRu, nameEn }) => [id, { nameRu, nameEn }]))
}

/** When leads were told of these batches. Epoch ms. */
export const alarmsOf = async (q: Queryable, batches: readonly string[]): Promise<Map<string, number>> => {
  const rows: { batch: string; raised_at: number }[] = await q('batch_alarms')
    .whereIn('batch', [...new Set(batches)])
    .select('batch', 'raised_at')
  return new Map(rows.map(({ batch, raised_at }) => [batch, raised_at]))
}
