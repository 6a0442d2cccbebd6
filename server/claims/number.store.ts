/** Numbers of claims: unique per market and year of the market's zone, without gaps. */
import type { Trx } from '#server/platform/database.ts'

/**
 * `RU-2026-000123`. The counter's row stays locked until the transaction ends, so a rollback gives its number back
 * and the next one waits for it: ask last, and keep the transaction short.
 */
export const takeNumber = async (trx: Trx, marketId: string, at: number): Promise<string> => {
  const { rows } = await trx.raw<{ rows: { code: string; year: number; last: number }[] }>(
    `insert into claim_counters as counter (market_id, year, last)
     select m.id, extract(year from :at::timestamptz at time zone m.zone)::int, 1
       from markets m where m.id = :marketId
     on conflict (market_id, year) do update set last = counter.last + 1
     returning (select code from markets where id = :marketId) as code, year, last`,
    { marketId, at: new Date(at) },
  )
  const taken = rows[0]
  if (!taken) throw new Error('A claim needs a market to be numbered in.')
  return `${taken.code.toUpperCase()}-${taken.year}-${String(taken.last).padStart(6, '0')}`
}
