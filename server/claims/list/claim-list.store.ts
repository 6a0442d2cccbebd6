/** SQL of the list of claims: who stands on it, in which order, and how many. */
import type { Knex } from 'knex'
import { whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach, withinReaches } from '#server/platform/reach.ts'
import type { ClaimCounts } from '#shared/claims/list/claim-counts.contract.ts'
import type { ClaimFilterAsked, ClaimSort } from '#shared/claims/list/claim-filter.contract.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'
import { type ClaimRow, claimColumns, withNames } from '../claim.store.ts'
import { idsFound } from './claim-search.store.ts'
import { type FigureAsked, narrowByFigure, overdue } from './figure-filter.store.ts'

const DAY_MS = 86_400_000

export type ClaimFilter = Omit<ClaimFilterAsked, 'custom' | 'from' | 'to' | 'zone'> &
  FigureAsked & {
    custom: readonly CustomCondition[]
    /** Whose `mine` is. */
    userId: string
    /** Epoch ms: past and soon are told by it. */
    now: number
  }
export type ClaimPageAsked = { sort: ClaimSort; after?: string | undefined; skip: number; limit: number }

/** Reads `claims as cl` alone: what narrows the list is found before any name is joined. */
export const narrowed = (q: Queryable, reach: Reach, filter: ClaimFilter): Knex.QueryBuilder => {
  const query = withinReach(q('claims as cl'), reach, claimColumns)
  if (filter.mine) query.where('cl.handler_id', filter.userId)
  if (filter.handler) query.where('cl.handler_id', filter.handler)
  if (filter.free) query.whereNull('cl.handler_id')
  if (filter.client) query.where('cl.client_id', filter.client)
  if (filter.market) query.where('cl.market_id', filter.market)
  if (filter.severity) query.where('cl.severity', filter.severity)
  if (filter.state) query.where('cl.state', filter.state)
  if (filter.category) query.where('cl.category_id', filter.category)
  if (filter.product) {
    const { product } = filter
    query.where((either) =>
      either
        .where('cl.product_id', product)
        .orWhereIn('cl.id', (ids: Knex.QueryBuilder) =>
          ids.select('claim_id').from('claim_products').where('product_id', product),
        ),
    )
  }
  if (filter.tag) {
    const { tag } = filter
    query.whereIn('cl.id', (ids: Knex.QueryBuilder) =>
      ids.select('claim_id').from('claim_tags').where('tag_id', tag),
    )
  }
  const status = filter.status ?? (filter.state ? 'all' : 'open')
  if (status === 'open') query.whereNull('cl.closed_at')
  if (status === 'closed') query.whereNotNull('cl.closed_at')
  if (filter.overdue) query.whereRaw(overdue(q, filter.now))
  if (filter.soon) {
    const until = new Date(filter.now + DAY_MS)
    query.where('cl.desk_rank', 0).whereBetween('cl.deadline_at', [new Date(filter.now), until])
  }
  narrowByFigure(query, q, filter)
  whereCustom(query, 'cl.custom', filter.custom)
  if (filter.search) query.whereIn('cl.id', idsFound(q, filter.search))
  return query
}

type Order = { columns: string; direction: 'asc' | 'desc'; key: string }

const orders: Record<ClaimSort, Order> = {
  deadline: {
    columns: 'cl.desk_rank, cl.deadline_at, cl.id',
    direction: 'asc',
    key: '?::smallint, ?::timestamptz, ?::uuid',
  },
  newest: { columns: 'cl.opened_at, cl.id', direction: 'desc', key: '?::timestamptz, ?::uuid' },
  oldest: { columns: 'cl.opened_at, cl.id', direction: 'asc', key: '?::timestamptz, ?::uuid' },
}

const orderBy = ({ columns, direction }: Order): string =>
  columns
    .split(', ')
    .map((column) => `${column} ${direction}`)
    .join(', ')

/** The key of the page that follows this row. */
export const keyAfter = (row: ClaimRow, sort: ClaimSort): string =>
  sort === 'deadline' ? `${row.desk_rank}_${row.deadline_at}_${row.id}` : `0_${row.opened_at}_${row.id}`

const afterKey = (query: Knex.QueryBuilder, sort: ClaimSort, key: string): void => {
  const [rank, at, id] = key.split('_')
  const values = [new Date(Number(at)), id as string]
  const order = orders[sort]
  const past = order.direction === 'asc' ? '>' : '<'
  query.whereRaw(
    `(${order.columns}) ${past} (${order.key})`,
    sort === 'deadline' ? [Number(rank), ...values] : values,
  )
}

/** The rows of a page. In two steps: else names are joined to every claim there is before most of them are dropped. */
export const listClaimRows = async (
  q: Queryable,
  reach: Reach,
  filter: ClaimFilter,
  { sort, after, skip, limit }: ClaimPageAsked,
): Promise<ClaimRow[]> => {
  const order = orderBy(orders[sort])
  const page = narrowed(q, reach, filter).orderByRaw(order).offset(skip).limit(limit)
  if (after) afterKey(page, sort, after)
  return withNames(q)
    .whereIn('cl.id', await page.pluck('cl.id'))
    .orderByRaw(order)
}

/** Ids in the order they were opened, after the one given: a claim that is moved meanwhile comes neither twice nor not at all. */
export const idsForSheet = (
  q: Queryable,
  [first, ...others]: readonly [Reach, ...Reach[]],
  filter: ClaimFilter,
  { after, limit }: { after: string | null; limit: number },
): Knex.QueryBuilder => {
  const query = withinReaches(narrowed(q, first, filter), others, claimColumns)
  if (after) query.where('cl.id', '>', after)
  return query.orderBy('cl.id').limit(limit).select('cl.id')
}

export const countClaimRows = async (
  q: Queryable,
  reach: Reach,
  filter: ClaimFilter,
): Promise<ClaimCounts> => {
  const { now, userId } = filter
  const [counts] = await narrowed(q, reach, filter).select<ClaimCounts[]>(
    q.raw('count(*)::int as total'),
    q.raw('count(*) filter (where cl.handler_id is null)::int as free'),
    q.raw('count(*) filter (where cl.handler_id = ?)::int as mine', [userId]),
    q.raw('count(*) filter (where ?)::int as overdue', [overdue(q, now)]),
    q.raw('count(*) filter (where cl.desk_rank = 0 and cl.deadline_at between ? and ?)::int as soon', [
      new Date(now),
      new Date(now + DAY_MS),
    ]),
  )
  return counts as ClaimCounts
}
