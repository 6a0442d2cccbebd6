/** Keeps the record fed: woken by each committed event, and by a sweep for what a wake-up missed. */
import { logEnd, type Tail, tailEvents } from '#server/platform/event-tail.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { feedRecord } from '#server/record/index.ts'

/** Several workers may follow at once: the feed's own place in the log, not this tail's, decides what is read. */
export const followRecord = async (platform: Platform): Promise<Tail> =>
  tailEvents({
    db: platform.db,
    databaseUrl: platform.config.DATABASE_URL,
    from: await logEnd(platform.db),
    log: platform.log,
    onEvents: async () => void (await feedRecord(platform)),
  })

export const recordSweeps = (platform: Platform): Sweep[] => [
  { name: 'feed-record', everyMs: 5_000, run: () => feedRecord(platform) },
]
