/** A server node: HTTP, sockets, the line to the media processes. Any number may run on one database. */
import { randomBytes } from 'node:crypto'
import { startApp } from './app.ts'
import { attachToParent, tellReady } from './platform/child.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { checkDatabase, openDatabase } from './platform/database.ts'
import { createLog } from './platform/log.ts'

const config = readConfig()
const log = createLog('server', config.LOG_LEVEL)
const db = openDatabase(config.DATABASE_URL, { max: 20, name: 'perezvon-server' })
await checkDatabase(db, log)
const platform = { db, clock: systemClock, log, config, node: `server-${randomBytes(4).toString('hex')}` }
const app = await startApp(platform)
attachToParent({
  onStop: async () => {
    await app.stop()
    await db.destroy()
  },
})
log.info({ port: app.port }, 'listening')
tellReady()
