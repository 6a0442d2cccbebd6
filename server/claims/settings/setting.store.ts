/** SQL of what is set once for all claims. */
import type { Trx } from '#server/platform/database.ts'

/** One at a time: whoever comes next finds what this transaction wrote. */
export const lockSetting = async (trx: Trx, key: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key])
}
