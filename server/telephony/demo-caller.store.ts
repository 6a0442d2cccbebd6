/** The word to the callers' process, which listens on the database. */
import { DEMO_CALLER_CHANNEL } from '#shared/telephony/demo-caller.contract.ts'
import type { Queryable } from '../platform/database.ts'

export const notifyCallers = async (db: Queryable, wish: string): Promise<void> => {
  await db.raw('select pg_notify(?, ?)', [DEMO_CALLER_CHANNEL, wish])
}
