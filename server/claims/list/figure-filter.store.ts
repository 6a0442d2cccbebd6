/** SQL of what the list is narrowed by where a figure of a board was opened; the boards count by the same pieces. */
import type { Knex } from 'knex'
import type { Queryable } from '#server/platform/database.ts'
import { batchKey } from '#shared/claims/batch-key.ts'
import { openedIn } from '#shared/claims/board/age-bands.ts'
import { CONTENT_FROM, type FigureFilter, REPEAT_DAYS } from '#shared/claims/list/figure-filter.contract.ts'
import type { RiskBound } from '../clocks/stage-times/risk-bounds.ts'

export type Period = { from: number | null; to: number | null }
export type FigureAsked = Omit<FigureFilter, 'from' | 'to' | 'zone'> & {
  /** Epoch ms; `to` is not part of it. */
  period: Period
  /** Of whoever asks for risk; else there are none. */
  riskBounds: readonly RiskBound[]
  now: number
}

type Query = Knex.QueryBuilder

/** Of a claim `cl`: its strictest clock runs past its deadline. As `isBreached` judges a clock that runs. */
export const overdue = (q: Queryable, now: number): Knex.Raw =>
  q.raw('(cl.desk_rank = 0 and cl.deadline_at < ?)', [new Date(now)])

/** Of a claim `cl`: at risk, as `riskOf` judges it. */
export const atRisk = (q: Queryable, bounds: readonly RiskBound[], now: number): Knex.Raw => {
  if (bounds.length === 0) return q.raw('false')
  const latest = Math.max(...bounds.map(({ until }) => until))
  return q.raw(
    `cl.id in (
       select final.claim_id
         from (select claim_id, min(deadline_at) as at from claim_clocks
                where kind = 'final-answer' and stopped_at is null and deadline_at < :latest group by claim_id) as final
         join claims as owing on owing.id = final.claim_id
         join unnest(:markets::uuid[], :states::text[], :categories::uuid[], :untils::timestamptz[])
              as bound(market_id, state, category_id, until)
           on bound.market_id = owing.market_id and bound.state = owing.state and bound.category_id = owing.category_id
        where final.at > :now and final.at < bound.until)`,
    {
      latest: new Date(latest),
      markets: bounds.map(({ marketId }) => marketId),
      states: bounds.map(({ state }) => state),
      categories: bounds.map(({ categoryId }) => categoryId),
      untils: bounds.map(({ until }) => new Date(until)),
      now: new Date(now),
    },
  )
}

/** Of a claim `cl`: its client had one about the same product within the days before. */
export const isRepeat = (q: Queryable): Knex.Raw =>
  q.raw(
    `exists (select 1 from claims as former
              where former.client_id = cl.client_id and former.product_id = cl.product_id
                and (former.opened_at, former.id) < (cl.opened_at, cl.id) and former.opened_at > cl.opened_at - make_interval(days => ?))`,
    [REPEAT_DAYS],
  )

/** Of a claim `cl`. */
export const RESOLVED = `(cl.closed_at is not null and cl.closing_ground <> 'merged')`

export const within = (query: Query, column: string, { from, to }: Period): Query => {
  if (from !== null) query.where(column, '>=', new Date(from))
  if (to !== null) query.where(column, '<', new Date(to))
  return query
}

/** Ids of claims of which a compensation was approved, or taken back, within the period. */
const compensated = (q: Queryable, period: Period): Query =>
  within(q('compensations').whereIn('state', ['approved', 'voided']), 'decided_at', period)
    .select('claim_id')
    .union([within(q('compensations').whereNotNull('voided_at'), 'voided_at', period).select('claim_id')])

const narrowByFlow = (query: Query, q: Queryable, { flow, ground, period }: FigureAsked): void => {
  if (flow === 'opened') within(query, 'cl.opened_at', period)
  if (flow === 'compensated') query.whereIn('cl.id', compensated(q, period))
  const closing = flow === 'closed' || flow === 'came-back' || flow === 'reopened' ? flow : ground && 'closed'
  if (!closing) return
  const closings = q('claim_closings as k').select('k.claim_id')
  within(closings, closing === 'reopened' ? 'k.reopened_at' : 'k.closed_at', period)
  if (closing !== 'closed') closings.whereNotNull('k.reopened_at')
  if (ground) closings.where('k.ground', ground)
  query.whereIn('cl.id', closings)
}

const narrowByClock = (query: Query, q: Queryable, { clock, lateClock, now }: FigureAsked): void => {
  const running = (kind: string) =>
    q('claim_clocks as k').where('k.kind', kind).whereNull('k.stopped_at').select('k.claim_id')
  if (clock) query.whereIn('cl.id', running(clock))
  if (lateClock) query.whereIn('cl.id', running(lateClock).where('k.deadline_at', '<', new Date(now)))
}

const narrowByProduct = (query: Query, q: Queryable, { main, group, batch, noBatch }: FigureAsked): void => {
  if (main === 'none' || group === 'none') query.whereNull('cl.product_id')
  if (main && main !== 'none') query.where('cl.product_id', main)
  if (group && group !== 'none')
    query.whereIn('cl.product_id', q('products').where('group_id', group).select('id'))
  const lines = () => q('claim_products as line').whereNotNull('line.batch_key').select('line.claim_id')
  if (batch) query.whereIn('cl.id', lines().where('line.batch_key', batchKey(batch)))
  if (noBatch) query.whereNotIn('cl.id', lines())
}

/** Narrows a query over `claims as cl`. */
export const narrowByFigure = (query: Query, q: Queryable, asked: FigureAsked): void => {
  const { age, risk, cause, rating, repeat, resolved, action, now } = asked
  narrowByFlow(query, q, asked)
  narrowByClock(query, q, asked)
  narrowByProduct(query, q, asked)
  if (age) {
    const { after, until } = openedIn(age, now)
    if (after !== null) query.where('cl.opened_at', '>', new Date(after))
    if (until !== null) query.where('cl.opened_at', '<=', new Date(until))
  }
  if (risk) query.whereRaw(atRisk(q, asked.riskBounds, now))
  if (cause === 'none') query.whereNull('cl.cause_id')
  else if (cause) query.where('cl.cause_id', cause)
  if (rating) {
    const ratings = q('claim_ratings').select('claim_id')
    if (rating === 'content') ratings.where('score', '>=', CONTENT_FROM)
    if (rating === 'discontent') ratings.where('score', '<', CONTENT_FROM)
    query.whereIn('cl.id', ratings)
  }
  if (repeat) query.whereRaw(isRepeat(q))
  if (resolved) query.whereRaw(RESOLVED)
  if (action) query.whereIn('cl.id', claimsWithLateActions(q, now))
}

/** A corrective or preventive action that is not done and past its time. */
export const claimsWithLateActions = (q: Queryable, now: number): Query =>
  q('claim_actions as act')
    .join('tasks as t', 't.id', 'act.task_id')
    .whereIn('t.state', ['open', 'taken'])
    .where('t.due_at', '<', new Date(now))
    .select('act.claim_id')
