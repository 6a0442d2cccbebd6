/**
 * Follows the log in commit-safe order. A reader that follows a bare serial skips rows whose transaction
 * commits late, so this one reads only below the oldest running transaction of this database, ordered by (tx, id):
 * nothing below that line can still appear. NOTIFY wakes it; a slow timer finds what NOTIFY lost.
 */
import pg from 'pg'
import type { Cursor, LoggedEvent } from '#shared/platform/event.ts'
import type { Database } from './database.ts'
import { hasPending, logEnd, readEventsAfter, stampNow } from './event.store.ts'
import type { Log } from './log.ts'

const BATCH = 500
const FALLBACK_MS = 1_000
/** While a written event still waits for an older transaction to end, look again this soon. */
const PENDING_MS = 15

export { logEnd, readEventsAfter, stampNow }

export type Tail = {
  cursor(): Cursor
  /** Has it looked at the log, and found what it came for or nothing, within the last ten seconds? */
  follows(): boolean
  stop(): Promise<void>
}

/** The slow timer looks every second: ten of its looks have failed or hang. */
const STANDING_MS = 10_000

/** A batch that cannot be taken is given again so often; then what comes after it is worth more. */
const ATTEMPTS = 5

/**
 * Calls `onEvents` with each batch in order, one batch at a time. A handler that throws is logged and the batch is given
 * again, up to 5 times: the screens of a node must not stand still for ever because of one event.
 */
export const tailEvents = (options: {
  db: Database
  databaseUrl: string
  from: Cursor
  log: Log
  onEvents: (events: LoggedEvent[]) => Promise<void> | void
  /** Something was written, which may not be read in order yet: for who reads the present state and not the log. */
  onNews?: () => void
}): Tail => {
  let cursor = options.from
  let failures = 0
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let soon: NodeJS.Timeout | undefined
  let lookedAt = performance.now()

  const hand = async (events: LoggedEvent[]): Promise<void> => {
    try {
      await options.onEvents(events)
      failures = 0
    } catch (error) {
      failures += 1
      if (failures < ATTEMPTS) throw error
      failures = 0
      const { cursor: at } = events[0] as LoggedEvent
      options.log.error(
        { err: error, at, events: events.length },
        'events could not be followed and are passed over',
      )
    }
  }

  const drain = async () => {
    do {
      again = false
      const events = await readEventsAfter(options.db, cursor, BATCH)
      if (events.length > 0) await hand(events)
      cursor = events.at(-1)?.cursor ?? cursor
      lookedAt = performance.now()
      if (events.length === BATCH) again = true
    } while (again && !stopped)
    if (!stopped && (await hasPending(options.db, cursor))) soon = setTimeout(wake, PENDING_MS)
  }
  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch((error: unknown) => options.log.error({ err: error }, 'event tail stumbled'))
      .finally(() => {
        running = null
        if (again) wake()
      })
  }
  const timer = setInterval(wake, FALLBACK_MS)
  const hear = () => {
    options.onNews?.()
    wake()
  }
  const listener = listen(options.databaseUrl, hear, options.log)
  wake()
  return {
    cursor: () => cursor,
    follows: () => performance.now() - lookedAt < STANDING_MS,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      clearTimeout(soon)
      await listener.stop()
      await running
    },
  }
}

const RECONNECT_MS = 500

/** LISTEN on a connection of its own, made anew when it breaks. */
const listen = (databaseUrl: string, wake: () => void, log: Log) => {
  let client: pg.Client | null = null
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const start = () => {
    const next = new pg.Client({ connectionString: databaseUrl, application_name: 'perezvon-tail' })
    let over = false
    /** A connection that fails both rejects and ends: it is followed by one other, not by two. */
    const follow = () => {
      if (over) return
      over = true
      client = null
      if (!stopped) retry = setTimeout(start, RECONNECT_MS)
    }
    client = next
    next.on('error', (error) => log.warn({ err: error }, 'event listener lost its connection'))
    next.on('end', follow)
    next.on('notification', wake)
    next
      .connect()
      .then(() => next.query('listen events'))
      .then(wake)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'event listener cannot connect')
        follow()
        return next.end()
      })
      .catch((error: unknown) => log.debug({ err: error }, 'event listener had ended'))
  }
  start()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
