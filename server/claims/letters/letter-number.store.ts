/** Numbers of letters: unique per market and year of the market's zone, without gaps. */
import type { Trx } from '#server/platform/database.ts'

/**
 * `OUT-RU-2026-000123` and the day that it bears. As with claims: the counter's row stays locked until the transaction ends,
 * a rollback gives its number back; ask last, and keep the transaction short.
 */
export const takeLetterNumber = async (
  trx: Trx,
  marketId: string,
  at: number,
): Promise<{ number: string; day: string }> => {
  const { rows } = await trx.raw<{ rows: { code: string; year: number; last: number; day: string }[] }>(
    `insert into letter_counters as counter (market_id, year, last)
     select m.id, extract(year from :at::timestamptz at time zone m.zone)::int, 1
       from markets m where m.id = :marketId
     on conflict (market_id, year) do update set last = counter.last + 1
     returning (select code from markets where id = :marketId) as code, year, last,
               (select (:at::timestamptz at time zone zone)::date from markets where id = :marketId) as day`,
    { marketId, at: new Date(at) },
  )
  const taken = rows[0]
  if (!taken) throw new Error('A letter needs a market to be numbered in.')
  const last = String(taken.last).padStart(6, '0')
  return { number: `OUT-${taken.code.toUpperCase()}-${taken.year}-${last}`, day: taken.day }
}
