/** SQL that reads the record. Totals and the rows behind them share one filter. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { type Figure, type FigureCode, figureCodes, figures, type Summed } from '#shared/record/figures.ts'

export type Bounds = { day: string; from: number; to: number }

/** The day's bounds in the zone, 23 to 25 hours apart; today when no day is given. */
export const readBounds = async (
  q: Queryable,
  asked: { day: string | undefined; zone: string; now: number },
): Promise<Bounds> => {
  const { rows } = await q.raw<{ rows: Bounds[] }>(
    `with asked as (
       select coalesce(:day::date, (:now::timestamptz at time zone :zone)::date) as day)
     select day, day::timestamp at time zone :zone as from, (day + 1)::timestamp at time zone :zone as to
       from asked`,
    { day: asked.day ?? null, zone: asked.zone, now: new Date(asked.now) },
  )
  return rows[0] as Bounds
}

/** A line is seen by its manager, by the department it was made in, by its market: as it was then, not as it is now. */
const reachable = (q: Queryable, reach: Reach, bounds: Bounds): Knex.QueryBuilder => {
  const query = q('record_lines as l')
    .where('l.at', '>=', new Date(bounds.from))
    .where('l.at', '<', new Date(bounds.to))
  if (reach.kind === 'all') return query
  return query.where((either) => {
    either.where('l.manager_id', reach.userId)
    if (reach.kind === 'market' && reach.marketId !== null) either.orWhere('l.market_id', reach.marketId)
    if (reach.kind === 'department') either.orWhereIn('l.department_id', reach.departmentIds)
  })
}

const columnOf: Record<Summed, string> = {
  tally: 'l.tally',
  talkMs: 'l.talk_ms',
  houseMinor: 'l.house_minor',
}

/** The condition of a figure, for `filter (where …)` and for `where …` alike. */
const conditionOf = (figure: Figure, houseCurrency: string): { sql: string; bindings: string[] } => {
  const parts = ['l.kind = ?']
  const bindings: string[] = [figure.kind]
  if (figure.outcomes) {
    parts.push(`l.outcome in (${figure.outcomes.map(() => '?').join(', ')})`)
    bindings.push(...figure.outcomes)
  }
  // Never a mixed sum: lines reckoned in an earlier house currency stand apart.
  if (figure.sum === 'houseMinor') {
    parts.push('l.house_currency = ?')
    bindings.push(houseCurrency)
  }
  return { sql: parts.join(' and '), bindings }
}

export type TotalsRow = {
  manager_id: string | null
  manager_name: string | null
  is_total: boolean
} & Record<FigureCode, number>

/** One row for each manager with a line that day, one for the lines that are nobody's, and the total of its own grouping set. */
export const readTotalRows = (
  q: Queryable,
  reach: Reach,
  bounds: Bounds,
  houseCurrency: string,
): Promise<TotalsRow[]> => {
  const query = reachable(q, reach, bounds).leftJoin('users as u', 'u.id', 'l.manager_id')
  for (const code of figureCodes) {
    const figure = figures[code]
    const { sql, bindings } = conditionOf(figure, houseCurrency)
    query.select(
      q.raw(`coalesce(sum(${columnOf[figure.sum]}) filter (where ${sql}), 0)::bigint as ??`, [
        ...bindings,
        code,
      ]),
    )
  }
  return query
    .select({ manager_id: 'l.manager_id', manager_name: 'u.name' })
    .select(q.raw('grouping(l.manager_id) = 1 as is_total'))
    .groupByRaw('grouping sets ((l.manager_id, u.name), ())')
    .orderByRaw('is_total, u.name nulls last, l.manager_id')
}

export type LineRow = Record<string, unknown> & {
  event_id: number
  line: number
  at: number
  manager_id: string | null
  manager_name: string | null
  /** The card that the line was written for. */
  client_id: string | null
}

export type LineFilter = {
  manager?: string | undefined
  figure?: FigureCode | undefined
  /** `<at epoch ms>_<event>_<line>` of the last row of the page before. */
  after?: string | undefined
  limit: number
}

/** Newest first. */
export const readLineRows = (
  q: Queryable,
  reach: Reach,
  bounds: Bounds,
  filter: LineFilter,
  houseCurrency: string,
): Promise<LineRow[]> => {
  const query = reachable(q, reach, bounds)
    .leftJoin('users as u', 'u.id', 'l.manager_id')
    .leftJoin('products as pr', 'pr.id', 'l.product_id')
    .leftJoin('refusal_reasons as r', 'r.id', 'l.refusal_reason_id')
  if (filter.manager === 'none') query.whereNull('l.manager_id')
  else if (filter.manager) query.where('l.manager_id', filter.manager)
  if (filter.figure) {
    const { sql, bindings } = conditionOf(figures[filter.figure], houseCurrency)
    query.whereRaw(sql, bindings)
  }
  if (filter.after) {
    const [at, event, line] = filter.after.split('_')
    query.whereRaw('(l.at, l.event_id, l.line) < (?::timestamptz, ?::bigint, ?::int)', [
      new Date(Number(at)),
      event as string,
      Number(line),
    ])
  }
  return query
    .orderBy(['l.at', 'l.event_id', 'l.line'].map((column) => ({ column, order: 'desc' as const })))
    .limit(filter.limit)
    .select('l.*', {
      manager_name: 'u.name',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
      refusal_name_ru: 'r.name_ru',
      refusal_name_en: 'r.name_en',
    })
}

export const countFaults = async (q: Queryable): Promise<number> =>
  (await q('record_faults').count({ count: '*' }).first())?.count as number

export const marketZone = async (q: Queryable, marketId: string | null): Promise<string | null> =>
  marketId ? ((await q('markets').where({ id: marketId }).first('zone'))?.zone ?? null) : null
