/** SQL that forgets, and for how long what is kept. Names of tables and columns come from the rules alone. */
import type { RetentionRule } from '#shared/platform/retention.ts'
import type { ChosenDays } from '#shared/platform/retention-settings.ts'
import type { Database, Queryable, Trx } from './database.ts'

/** Removes at most `limit` rows in one short statement, passing over what somebody is at; returns how many. */
export const forgetBatch = async (
  db: Database,
  { table, since, only = 'true', held = 'false' }: RetentionRule,
  { before, limit }: { before: number; limit: number },
): Promise<number> => {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from ?? where ctid = any(array(
       select t.ctid from ?? t where ?? < ? and ${only} and (${held}) is not true
        order by ?? limit ? for update of t skip locked))`,
    [table, table, since, new Date(before), since, limit],
  )
  return rowCount
}

/** The setting that it is kept under. */
export const CHOSEN_DAYS = 'retention.days'
type Chosen = { version: number; days: ChosenDays }

/** What an administrator has said; version 0 and nothing while nobody has. */
export const chosenDays = async (db: Queryable): Promise<Chosen> =>
  (await db('settings').where({ key: CHOSEN_DAYS }).first('value'))?.value ?? { version: 0, days: {} }

/** One at a time: whoever comes next finds what this transaction wrote. */
export const lockChosenDays = async (trx: Trx): Promise<Chosen> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [CHOSEN_DAYS])
  return chosenDays(trx)
}

/** How many rows of a rule are from before then and held by nothing; not counted beyond `limit`. */
export const countOld = async (
  db: Queryable,
  { table, since, only = 'true', held = 'false' }: RetentionRule,
  { before, limit }: { before: number; limit: number },
): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from (
       select from ?? t where ?? < ? and ${only} and (${held}) is not true limit ?) as old`,
    [table, since, new Date(before), limit],
  )
  return rows[0]?.count ?? 0
}
