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

/**
 * A number whose claim is taken back. The last of its register is free again; one that others have followed stays taken, and
 * the register keeps why.
 */
export const giveBackNumber = async (
  trx: Trx,
  taken: { number: string; marketId: string; importId: string; by: string; at: number },
): Promise<void> => {
  const [, year = '', last = ''] = /-(\d{4})-(\d+)$/.exec(taken.number) ?? []
  const freed = await trx('claim_counters')
    .where({ market_id: taken.marketId, year: Number(year), last: Number(last) })
    .update({ last: Number(last) - 1 })
  if (freed > 0) return
  await trx('claim_numbers_void').insert({
    number: taken.number,
    market_id: taken.marketId,
    import_id: taken.importId,
    voided_by: taken.by,
    voided_at: new Date(taken.at),
  })
}
