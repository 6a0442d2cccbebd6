/** The worker: what must happen by a time, what leaves the hub, and the feed of the record. */
import { randomBytes } from 'node:crypto'
import { houseOf } from '#server/app.ts'
import { attachToParent, tellReady } from '#server/platform/child.ts'
import { systemClock } from '#server/platform/clock.ts'
import { readConfig } from '#server/platform/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import { startWorker } from './worker.ts'

const config = readConfig()
const log = createLog('worker', config.LOG_LEVEL)
const db = openDatabase(config.DATABASE_URL, { max: 10, name: 'perezvon-worker' })
const worker = await startWorker(
  houseOf({ db, clock: systemClock, log, config, node: `worker-${randomBytes(4).toString('hex')}` }),
)
attachToParent({
  onStop: async () => {
    await worker.stop()
    await db.destroy()
  },
})
log.info('working')
tellReady()
