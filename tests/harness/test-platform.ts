/** A platform over a test's database, whose clock stands until it is moved. For use cases called without HTTP. */
import { pino } from 'pino'
import type { Config } from '#server/platform/config.ts'
import type { Database } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'

export type TestPlatform = Platform & { advance(ms: number): void }

export const testPlatform = (db: Database, start = Date.UTC(2026, 2, 16, 9)): TestPlatform => {
  let now = start
  return {
    db,
    clock: { now: () => now },
    log: pino({ level: 'silent' }),
    config: {} as Config,
    node: 'test',
    advance: (ms) => {
      now += ms
    },
  }
}
