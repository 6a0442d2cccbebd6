/** SQL of what came and went in a period: claims each once in every stretch, totals of their own. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ClosingGround } from '#shared/claims/claim.state.ts'
import { CONTENT_FROM } from '#shared/claims/list/figure-filter.contract.ts'
import { type ClaimFilter, narrowed } from '../list/claim-list.store.ts'
import { type Period, within } from '../list/figure-filter.store.ts'

/** `period` has both ends; `cuts`: epoch ms at which the stretches begin, the first one's first. */
export type FlowAsked = { reach: Reach; filter: ClaimFilter; period: Period; cuts: readonly number[] }
/** `stretch` from 1; null: all together. */
export type StretchCount = { stretch: number | null; n: number }

const stretchOf = (q: Queryable, column: string, cuts: readonly number[]): Knex.Raw =>
  q.raw(`width_bucket(${column}, ?::timestamptz[])`, [cuts.map((at) => new Date(at))])

export const countOpened = async (
  q: Queryable,
  { reach, filter, period, cuts }: FlowAsked,
): Promise<StretchCount[]> => {
  const opened = within(narrowed(q, reach, filter), 'cl.opened_at', period).select({
    stretch: stretchOf(q, 'cl.opened_at', cuts),
  })
  return q
    .from(opened.as('o'))
    .select('stretch', q.raw('count(*)::int as n'))
    .groupByRaw('grouping sets ((), (stretch))')
}

const closings = (q: Queryable, { reach, filter }: FlowAsked): Knex.QueryBuilder =>
  narrowed(q, reach, filter).join('claim_closings as k', 'k.claim_id', 'cl.id')

export const countReopened = async (q: Queryable, asked: FlowAsked): Promise<StretchCount[]> => {
  const reopened = within(closings(q, asked), 'k.reopened_at', asked.period).select('cl.id', {
    stretch: stretchOf(q, 'k.reopened_at', asked.cuts),
  })
  return q
    .from(reopened.as('o'))
    .select('stretch', q.raw('count(distinct id)::int as n'))
    .groupByRaw('grouping sets ((), (stretch))')
}

/** `of` tells what is counted by: neither is all together, or of one stretch, or of one ground. */
export type ClosedCount = StretchCount & { ground: ClosingGround | null; cameBack: number }

export const countClosed = async (q: Queryable, asked: FlowAsked): Promise<ClosedCount[]> => {
  const closed = within(closings(q, asked), 'k.closed_at', asked.period).select('cl.id', 'k.ground', {
    reopened: q.raw('k.reopened_at is not null'),
    stretch: stretchOf(q, 'k.closed_at', asked.cuts),
  })
  return q
    .from(closed.as('o'))
    .select(
      'stretch',
      'ground',
      q.raw('count(distinct id)::int as n, (count(distinct id) filter (where reopened))::int as "cameBack"'),
    )
    .groupByRaw('grouping sets ((), (stretch), (ground))')
}

/** Of the claims closed in the period. */
export const readRatings = async (
  q: Queryable,
  asked: FlowAsked,
): Promise<{ given: number; content: number; sum: number }> => {
  const closed = within(q('claim_closings'), 'closed_at', asked.period).select('claim_id')
  const [row] = await narrowed(q, asked.reach, asked.filter)
    .join('claim_ratings as r', 'r.claim_id', 'cl.id')
    .whereIn('cl.id', closed)
    .select(
      q.raw(
        `count(*)::int as given, (count(*) filter (where r.score >= ?))::int as content,
         coalesce(sum(r.score), 0)::int as sum`,
        [CONTENT_FROM],
      ),
    )
  return row
}

/** `null` id: not given. The most frequent first. */
export const countCauses = async (
  q: Queryable,
  { reach, filter, period }: FlowAsked,
): Promise<{ id: string | null; n: number }[]> =>
  within(narrowed(q, reach, filter), 'cl.opened_at', period)
    .groupBy('cl.cause_id')
    .orderByRaw('cl.cause_id is null, n desc, cl.cause_id')
    .select({ id: 'cl.cause_id' }, q.raw('count(*)::int as n'))

/** Approved in the period, less what was taken back in it, by currency of the house; `claims`: of how many. */
export const readCost = async (
  q: Queryable,
  { reach, filter, period }: FlowAsked,
): Promise<{ currency: string | null; minor: number | null; claims: number }[]> => {
  const moved = within(q('compensations').whereIn('state', ['approved', 'voided']), 'decided_at', period)
    .select('claim_id', 'house_currency', { minor: 'house_minor' })
    .unionAll([
      within(q('compensations').whereNotNull('voided_at'), 'voided_at', period).select(
        'claim_id',
        'house_currency',
        q.raw('-house_minor as minor'),
      ),
    ])
  const seen = narrowed(q, reach, filter).join(moved.as('m'), 'm.claim_id', 'cl.id')
  return seen
    .groupByRaw('grouping sets ((), (m.house_currency))')
    .orderByRaw('m.house_currency nulls first')
    .select(
      { currency: 'm.house_currency' },
      q.raw('sum(m.minor)::bigint as minor, count(distinct cl.id)::int as claims'),
    )
}
