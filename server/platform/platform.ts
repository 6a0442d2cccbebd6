/** What every room is given: the database, the time, the log, the configuration. Tests hand in their own. */
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

export type Platform = {
  db: Database
  clock: Clock
  log: Log
  config: Config
  /** Name of this process among its like, for leases and logs. */
  node: string
}
