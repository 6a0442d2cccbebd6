/** The rows of the sweeps' ledger. */
import type { Queryable } from './database.ts'

/** What has become of one sweep since it was last written down; times are epoch ms. */
export type SweepTally = {
  name: string
  runs: number
  failures: number
  busyMs: number
  lastBeganAt: number
  lastMs: number
  lastFailedAt: number | null
  lastError: string | null
}

export type SweepRow = {
  name: string
  every_ms: number
  runs: number
  failures: number
  busy_ms: number
  last_began_at: number | null
  last_ms: number | null
  last_failed_at: number | null
  last_error: string | null
}

/** A sweep that is new stands there before it has run; one that is no more goes. */
export const enterSweeps = (
  db: Queryable,
  sweeps: readonly { name: string; everyMs: number }[],
): Promise<unknown> =>
  db.raw(
    `with entered as (
       insert into sweeps (name, every_ms)
       select * from unnest(:names::text[], :every::int[])
       on conflict (name) do update set every_ms = excluded.every_ms
     )
     delete from sweeps where name <> all(:names::text[])`,
    { names: sweeps.map(({ name }) => name), every: sweeps.map(({ everyMs }) => everyMs) },
  )

/** Several workers add to one row: counts are summed, the later round stands. */
export const addTallies = (db: Queryable, tallies: readonly SweepTally[]): Promise<unknown> =>
  db.raw(
    `update sweeps s
        set runs = s.runs + t.runs, failures = s.failures + t.failures, busy_ms = s.busy_ms + t."busyMs",
            last_ms = case when s.last_began_at > t.began then s.last_ms else t."lastMs" end,
            last_began_at = greatest(s.last_began_at, t.began),
            last_error = case when t.failed is null or s.last_failed_at > t.failed then s.last_error else t."lastError" end,
            last_failed_at = greatest(s.last_failed_at, t.failed)
       from (select *, to_timestamp("lastBeganAt" / 1000.0) as began, to_timestamp("lastFailedAt" / 1000.0) as failed
               from jsonb_to_recordset(?::jsonb) as r(name text, runs bigint, failures bigint, "busyMs" bigint,
                    "lastBeganAt" bigint, "lastMs" int, "lastFailedAt" bigint, "lastError" text)) t
      where s.name = t.name`,
    [JSON.stringify(tallies)],
  )

export const readSweeps = async (db: Queryable): Promise<SweepRow[]> => {
  const { rows } = await db.raw<{ rows: SweepRow[] }>('select * from sweeps order by name')
  return rows
}
