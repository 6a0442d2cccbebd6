/** One administrator at a time changes how messages are dealt with. */
import type { Trx } from '../../platform/database.ts'

export const lockMessageSettings = async (trx: Trx): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('message-settings', 0))`)
}
