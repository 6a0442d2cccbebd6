/** Effects that leave the hub: a row in the deciding transaction, carried out afterwards, once (invariant 5). */
import { type Carrier, carryEffect, DeadEffect } from './carry-effect.ts'
import { afterCommit, beforeCommit, type Database, type Trx } from './database.ts'
import type { Log } from './log.ts'
import {
  claimEffects,
  type Effect,
  type EffectRow,
  holdEffects,
  insertEffects,
  RENEW_MS,
} from './outbox.store.ts'

/** In-process wake-ups, so that the process that committed carries its own effect out at once. */
const wakers = new Set<() => void>()

/** What transactions in progress will put there, in the order it was asked for. */
const asked = new WeakMap<object, Effect[]>()

/** Idempotent: the same key asked for again is the same row. Rows are written as the transaction's last work. */
export const putEffect = async (trx: Trx, effect: Effect): Promise<void> => {
  const effects = asked.get(trx)
  if (effects) {
    effects.push(effect)
    return
  }
  const first = [effect]
  asked.set(trx, first)
  beforeCommit(trx, () => insertEffects(trx, first))
  afterCommit(trx, () => wakers.forEach((wake) => wake()))
}

export { type Carrier, DeadEffect, type Effect, type EffectRow }

const SWEEP_MS = 2_000

/** Effects of one subject (the key's first two parts) go in order; subjects go side by side. */
const lanesOf = (rows: EffectRow[]): EffectRow[][] => {
  const lanes = new Map<string, EffectRow[]>()
  for (const row of rows) {
    const subject = row.key.split(':').slice(0, 2).join(':')
    lanes.set(subject, [...(lanes.get(subject) ?? []), row])
  }
  return [...lanes.values()]
}

export type OutboxRunner = { wake(): void; stop(): Promise<void>; idle(): Promise<void> }

export const runOutbox = (options: {
  db: Database
  log: Log
  carriers: Record<string, Carrier>
}): OutboxRunner => {
  const { db, log, carriers } = options
  const kinds = Object.keys(carriers)
  const inHand = new Set<EffectRow>()
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const drain = async () => {
    do {
      again = false
      const rows = await claimEffects(db, kinds)
      for (const row of rows) inHand.add(row)
      await Promise.all(
        lanesOf(rows).map(async (lane) => {
          for (const row of lane)
            await carryEffect({ db, log, carriers, inHand, stopped: () => stopped }, row)
        }),
      )
      if (rows.length > 0) again = true
    } while (again && !stopped)
  }

  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch((error: unknown) => log.error({ err: error }, 'outbox stumbled'))
      .finally(() => {
        running = null
        if (again) wake()
      })
  }

  wakers.add(wake)
  const timer = setInterval(wake, SWEEP_MS)
  const holding = setInterval(() => {
    if (inHand.size === 0) return
    holdEffects(db, inHand).catch((error: unknown) => log.warn({ err: error }, 'effects could not be held'))
  }, RENEW_MS)
  wake()
  return {
    wake,
    idle: async () => {
      while (running) await running
    },
    stop: async () => {
      stopped = true
      wakers.delete(wake)
      clearInterval(timer)
      await running
      clearInterval(holding)
    },
  }
}
