/** A server node under measurement, with the bench's provider in it. Tells its two addresses; answers what it saw. */
import { startApp } from '#server/app.ts'
import { systemClock } from '#server/platform/clock.ts'
import { readConfig } from '#server/platform/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { logEnd, tailEvents } from '#server/platform/event-tail.ts'
import { createLog } from '#server/platform/log.ts'
import { readDeskState } from '#server/routing/index.ts'
import { readBoard } from '#server/supervision/read-board.ts'
import { answerParent } from './answer-parent.ts'
import { machineNow } from './machine.ts'
import { FLOOR_MESSAGE, serveProvider } from './provider.ts'

const config = readConfig()
const log = createLog('bench', config.LOG_LEVEL)
const db = openDatabase(config.DATABASE_URL, { max: 20, name: 'perezvon-server' })
const app = await startApp({ db, clock: systemClock, log, config, node: 'bench-1' })

let payload: unknown = null
const provider = await serveProvider(app, () => payload)
const lags: number[] = []
let watching = false

process.on('SIGTERM', () => process.exit(0))
answerParent(
  {
    /** The floor's message is as large as what this agent would be sent. */
    weigh: async ({ userId }: { userId: string }) => {
      payload = await readDeskState(app.house, userId)
      return JSON.stringify(payload).length
    },
    /** From now on: how long after the fact an event is read from the log, its transaction included. */
    watchLag: async () => {
      if (watching) return
      watching = true
      const onEvents = (events: { at: number }[]) => {
        const now = Date.now()
        for (const { at } of events) lags.push(now - at)
      }
      tailEvents({ db, databaseUrl: config.DATABASE_URL, from: await logEnd(db), log, onEvents })
    },
    lags: () => lags.splice(0),
    /** The floor of the board: a message of a board's size to everyone. */
    broadcast: async ({ times, everyMs }: { times: number; everyMs: number }) => {
      const board = await readBoard(app.house)
      for (let id = 0; id < times; id += 1) {
        app.sockets.io.local.emit(FLOOR_MESSAGE, { id, sentAt: machineNow(), board })
        await new Promise((resolve) => setTimeout(resolve, everyMs))
      }
      return JSON.stringify(board).length
    },
  },
  { url: `http://127.0.0.1:${app.port}`, provider: `http://127.0.0.1:${provider}` },
)
