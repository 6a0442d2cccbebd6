/** SQL of how open claims stand now: parted once, counted over each part by grouping sets of their own. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { ageBands, openedIn } from '#shared/claims/board/age-bands.ts'
import type { BoardPart, Standing } from '#shared/claims/board/claim-board.contract.ts'
import { type ClaimFilter, narrowed } from '../list/claim-list.store.ts'
import { atRisk, claimsWithLateActions, overdue } from '../list/figure-filter.store.ts'

type Parted = Exclude<BoardPart, 'clock'>
/** `part` null: all together. `key` null: not given. */
export type StandingRow = Standing & { part: Parted | 'clock' | null; key: string | null }

/** By the bounds of `openedIn`: the first band from the youngest whose end is not reached. */
const bandOf = (q: Queryable, now: number) => {
  const bounded = ageBands.flatMap((band) => {
    const { after } = openedIn(band, now)
    return after === null ? [] : [{ band, after: new Date(after) }]
  })
  const arms = bounded.map(() => 'when cl.opened_at > ? then ?').join(' ')
  return q.raw(`case ${arms} else ? end`, [
    ...bounded.flatMap(({ band, after }) => [after, band]),
    ageBands.at(-1) as string,
  ])
}

const COUNTS = `count(*)::int as open, (count(*) filter (where overdue))::int as overdue,
                (count(*) filter (where risk))::int as risk`

/** The filter is of open claims; each row of a part as `standingRows` finds it. */
export const readStanding = async (
  q: Queryable,
  reach: Reach,
  filter: ClaimFilter,
): Promise<StandingRow[]> => {
  const { now, riskBounds } = filter
  const base = narrowed(q, reach, filter).select(
    'cl.id',
    'cl.state',
    'cl.handler_id',
    'cl.product_id',
    'cl.cause_id',
    {
      age: bandOf(q, now),
      overdue: overdue(q, now),
      risk: atRisk(q, riskBounds, now),
    },
  )
  const { rows } = await q.raw<{ rows: StandingRow[] }>(
    `with base as materialized (:base)
     select case grouping(state, age, handler_id, product_id, cause_id)
              when 15 then 'stage' when 23 then 'age' when 27 then 'handler' when 29 then 'product' when 30 then 'cause'
            end as part,
            coalesce(state, age, handler_id::text, product_id::text, cause_id::text) as key, ${COUNTS}
       from base group by grouping sets ((), (state), (age), (handler_id), (product_id), (cause_id))
     union all
     select 'clock', kind, count(*)::int, (count(*) filter (where late))::int, (count(*) filter (where risk))::int
       from (select k.kind, base.id, base.risk, bool_or(k.deadline_at < :now) as late
               from base join claim_clocks k on k.claim_id = base.id and k.stopped_at is null
              group by k.kind, base.id, base.risk) as running
      group by kind`,
    { base, now: new Date(now) },
  )
  return rows
}

export const countLateActions = async (q: Queryable, reach: Reach, filter: ClaimFilter): Promise<number> => {
  const [row] = await narrowed(q, reach, filter)
    .whereIn('cl.id', claimsWithLateActions(q, filter.now))
    .select<{ n: number }[]>(q.raw('count(*)::int as n'))
  return row?.n ?? 0
}
