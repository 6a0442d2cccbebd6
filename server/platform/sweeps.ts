/**
 * Due times are columns (invariant 6); a sweep finds the ones whose wake-up was lost. Timers in the worker,
 * one worker at a time under an advisory lock, never repeatable jobs: FLUSHALL would delete those.
 */
import { openAdvisoryLocks } from './advisory-locks.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

export type Sweep = { name: string; everyMs: number; run: () => Promise<unknown> }

/** One round of a sweep that this process ran; `beganAt` is epoch ms. */
export type SweepRound = { name: string; beganAt: number; ms: number; error?: unknown }

export type Sweeper = { runNow(name: string): Promise<void>; stop(): Promise<void> }

export const runSweeps = (options: {
  db: Database
  log: Log
  sweeps: Sweep[]
  /** Told of each round, once it is over. */
  onRound?: (round: SweepRound) => void
}): Sweeper => {
  const { db, log, sweeps, onRound } = options
  const locks = openAdvisoryLocks(db)
  const running = new Map<string, Promise<void>>()

  const runOnce = async (sweep: Sweep) => {
    const { name } = sweep
    const [beganAt, from] = [Date.now(), performance.now()]
    const round = () => ({ name, beganAt, ms: Math.round(performance.now() - from) })
    try {
      if (await locks.under(`sweep:${name}`, sweep.run)) onRound?.(round())
    } catch (error) {
      log.error({ err: error, sweep: name }, 'sweep failed')
      onRound?.({ ...round(), error })
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
  // What fell due while no worker lived waits no longer than it must.
  for (const sweep of sweeps) void start(sweep)
  return {
    runNow: async (name) => {
      const sweep = sweeps.find((one) => one.name === name)
      if (sweep) await start(sweep)
    },
    stop: async () => {
      timers.forEach(clearInterval)
      await Promise.all(running.values())
      await locks.close()
    },
  }
}
