/** One administrator at a time changes the account. */
import type { Trx } from '../../platform/database.ts'

export const lockSettings = async (trx: Trx): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('telephony-account', 0))`)
}
