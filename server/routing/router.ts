/** Wakes the rounds of routing: on every change that may let an offer be made, and when the last decision said to. */

import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { untraced } from '../platform/trace.ts'

export type Router = { wake(): void; idle(): Promise<void>; stop(): Promise<void> }

const LONGEST_NAP_MS = 10_000
/** A round that failed (the database was away) is tried again by itself: no later event need come to wake it, ms. */
const AGAIN_AFTER_MS = 500

export const runRouter = (options: {
  clock: Clock
  log: Log
  round: () => Promise<{ made: number; nextWakeAt: number | null; more: boolean }>
}): Router => {
  const { clock, log, round } = options
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let nap: NodeJS.Timeout | undefined

  const rounds = async () => {
    do {
      again = false
      const { nextWakeAt, more } = await round()
      if (more) again = true
      clearTimeout(nap)
      if (nextWakeAt !== null && !stopped) {
        nap = setTimeout(wake, Math.min(LONGEST_NAP_MS, Math.max(10, nextWakeAt - clock.now())))
      }
    } while (again && !stopped)
  }
  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = untraced(rounds)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a round of routing failed')
        clearTimeout(nap)
        if (!stopped) nap = setTimeout(wake, AGAIN_AFTER_MS)
      })
      .finally(() => {
        running = null
        if (again) wake()
      })
  }
  return {
    wake,
    idle: async () => {
      while (running) await running
    },
    stop: async () => {
      stopped = true
      clearTimeout(nap)
      await running
    },
  }
}
