/**
 * Due times are columns (invariant 6); a sweep finds the ones whose wake-up was lost. Timers in the worker,
 * one worker at a time under an advisory lock, never repeatable jobs: FLUSHALL would delete those.
 */
import type { Database } from './database.ts'
import type { Log } from './log.ts'

export type Sweep = { name: string; everyMs: number; run: () => Promise<unknown> }

export type Sweeper = { runNow(name: string): Promise<void>; stop(): Promise<void> }

export const runSweeps = (options: { db: Database; log: Log; sweeps: Sweep[] }): Sweeper => {
  const { db, log, sweeps } = options
  const running = new Map<string, Promise<void>>()

  const runOnce = async (sweep: Sweep) => {
    try {
      await underLock(db, `sweep:${sweep.name}`, sweep.run)
    } catch (error) {
      log.error({ err: error, sweep: sweep.name }, 'sweep failed')
    }
  }
  const start = (sweep: Sweep): Promise<void> => {
    const present = running.get(sweep.name)
    if (present) return present
    const run = runOnce(sweep).finally(() => running.delete(sweep.name))
    running.set(sweep.name, run)
    return run
  }
  const timers = sweeps.map((sweep) => setInterval(() => void start(sweep), sweep.everyMs))
  return {
    runNow: async (name) => {
      const sweep = sweeps.find((one) => one.name === name)
      if (sweep) await start(sweep)
    },
    stop: async () => {
      timers.forEach(clearInterval)
      await Promise.all(running.values())
    },
  }
}

/** Runs the work if no other process is at it. The lock lives on its own connection and dies with it. */
export const underLock = async (
  db: Database,
  name: string,
  work: () => Promise<unknown>,
): Promise<boolean> => {
  const connection: unknown = await db.client.acquireConnection()
  try {
    const { rows } = await db
      .raw<{ rows: { got: boolean }[] }>('select pg_try_advisory_lock(hashtextextended(:name, 0)) as got', {
        name,
      })
      .connection(connection)
    if (!rows[0]?.got) return false
    try {
      await work()
      return true
    } finally {
      await db.raw('select pg_advisory_unlock(hashtextextended(:name, 0))', { name }).connection(connection)
    }
  } finally {
    await db.client.releaseConnection(connection)
  }
}
