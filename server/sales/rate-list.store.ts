/** Rates as they are kept: the latest of each currency, and who named which day's. */
import type { Queryable } from '#server/platform/database.ts'

export type LatestRate = {
  currency: string
  rate: string | null
  on_date: string | null
  age_days: number | null
}

/** Of every currency that a market, an open deal or a rate names, besides `house`. */
export const latestRates = async (
  db: Queryable,
  { house, today }: { house: string; today: string },
): Promise<LatestRate[]> => {
  const { rows } = await db.raw<{ rows: LatestRate[] }>(
    `select named.currency, last.rate::text as rate, last.on_date, :today::date - last.on_date as age_days
       from (select currency from markets union select currency from deals where closed_at is null
             union select currency from currency_rates) named
       left join lateral (
         select rate, on_date from currency_rates r
          where r.currency = named.currency and r.on_date <= :today::date
          order by on_date desc limit 1) last on true
      where named.currency <> :house
      order by named.currency`,
    { house, today },
  )
  return rows
}

export type RateRow = {
  currency: string
  on_date: string
  rate: string
  set_by: string | null
  set_at: number | null
}

export const listRateRows = (db: Queryable, limit: number): Promise<RateRow[]> =>
  db('currency_rates as r')
    .leftJoin('users as u', 'u.id', 'r.set_by')
    .orderBy([
      { column: 'r.on_date', order: 'desc' },
      { column: 'r.currency', order: 'asc' },
    ])
    .limit(limit)
    .select('r.currency', 'r.on_date', db.raw('r.rate::text as rate'), 'r.set_at', 'u.name as set_by')

/** The date of a moment in a zone: `YYYY-MM-DD`. */
export const dayIn = async (db: Queryable, zone: string, at: number): Promise<string> => {
  const { rows } = await db.raw<{ rows: { day: string }[] }>(
    `select to_char(:at::timestamptz at time zone :zone, 'YYYY-MM-DD') as day`,
    { at: new Date(at), zone },
  )
  return rows[0]?.day ?? ''
}
