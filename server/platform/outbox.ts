/** Carries out the effects that leave the hub, once each (invariant 5), in the order of their lanes. */
import { type Carrier, type Carrying, carryEffect, DeadEffect } from './carry-effect.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { claimEffects, type Effect, type EffectRow, holdEffects, RENEW_MS } from './outbox.store.ts'
import { onEffects, putEffect } from './put-effect.ts'
import { traced, untraced } from './trace.ts'

export { type Carrier, DeadEffect, type Effect, type EffectRow, putEffect }

const SWEEP_MS = 2_000
const AT_ONCE = 20
const LONGEST_PAUSE_MS = 600_000
/** A failed one is looked for this long after it is due, ms. */
const LATE_MS = 20

export type OutboxRunner = { wake(): void; stop(): Promise<void>; idle(): Promise<void> }

export type OutboxSettings = {
  db: Database
  log: Log
  carriers: Record<string, Carrier>
  /** So many effects are in hand at once; each waits for its own end alone. */
  atOnce?: number
  /** Between one attempt and the next, at most. */
  longestPauseMs?: number
}

/** What a provider does to a call is the call's own story. */
const carryTraced = (carrying: Carrying, row: EffectRow): Promise<EffectRow | null> => {
  const { callId } = (row.payload ?? {}) as { callId?: unknown }
  return traced(typeof callId === 'string' ? { callId } : {}, () => carryEffect(carrying, row))
}

export const runOutbox = (settings: OutboxSettings): OutboxRunner => {
  const { db, log, carriers, atOnce = AT_ONCE, longestPauseMs = LONGEST_PAUSE_MS } = settings
  const kinds = Object.keys(carriers)
  const inHand = new Set<EffectRow>()
  const lanes = new Set<Promise<void>>()
  let claiming: Promise<void> | null = null
  let again = false
  let stopped = false

  /** One after another, as long as its lane has more. A lane that ends makes room, and may have been added to. */
  const walk = (carrying: Carrying, first: EffectRow): void => {
    const run = async () => {
      for (let row: EffectRow | null = first; row; ) row = await carryTraced(carrying, row)
    }
    inHand.add(first)
    const lane = run()
      .catch((error: unknown) => log.error({ err: error, lane: first.lane }, 'an effect was left behind'))
      .finally(() => {
        lanes.delete(lane)
        wake()
      })
    lanes.add(lane)
  }

  const claim = async () => {
    do {
      again = false
      const room = atOnce - lanes.size
      if (room <= 0) return
      for (const row of await claimEffects(db, kinds, room)) walk(carrying, row)
    } while (again && !stopped)
  }

  const wake = () => {
    if (stopped) return
    if (claiming) {
      again = true
      return
    }
    claiming = untraced(claim)
      .catch((error: unknown) => log.error({ err: error }, 'outbox stumbled'))
      .finally(() => {
        claiming = null
        if (again) wake()
      })
  }

  const carrying: Carrying = {
    db,
    log,
    carriers,
    longestPauseMs,
    inHand,
    stopped: () => stopped,
    onRetry: (inMs) => void setTimeout(wake, inMs + LATE_MS).unref(),
  }
  const idle = async () => {
    while (claiming || lanes.size > 0) await Promise.all([claiming, ...lanes])
  }
  const deaf = onEffects(wake)
  const timer = setInterval(wake, SWEEP_MS)
  const holding = setInterval(() => {
    if (inHand.size === 0) return
    holdEffects(db, inHand).catch((error: unknown) => log.warn({ err: error }, 'effects could not be held'))
  }, RENEW_MS)
  wake()
  return {
    wake,
    idle,
    stop: async () => {
      stopped = true
      deaf()
      clearInterval(timer)
      await idle()
      clearInterval(holding)
    },
  }
}
