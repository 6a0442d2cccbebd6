/** SQL that forgets. Names of tables and columns come from the rules alone. */
import type { RetentionRule } from '#shared/platform/retention.ts'
import type { Database } from './database.ts'

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
