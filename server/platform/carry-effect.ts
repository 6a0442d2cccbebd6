/** One effect of the outbox is carried out, and its end is written down. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { type EffectRow, failEffect, finishEffect } from './outbox.store.ts'

/** Carries one effect out. What it returns is kept; what it throws is retried, unless it is a `DeadEffect`. */
export type Carrier = (effect: EffectRow) => Promise<unknown>

/** No retry can help: the row goes to the dead letters, where a person sees it. */
export class DeadEffect extends Error {}

const MAX_ATTEMPTS = 12
/** How long a database that is away is waited for, before an effect that has gone out counts as not gone. */
const [WRITE_ATTEMPTS, WRITE_PAUSE_MS] = [40, 250]

/** 1 s, 2 s, 4 s … with a third of jitter so that many do not return together. */
const backoffMs = (attempts: number, longestMs: number) =>
  Math.min(longestMs, 1_000 * 2 ** Math.min(attempts - 1, 10)) * (0.85 + Math.random() * 0.3)

export type Carrying = {
  db: Database
  log: Log
  carriers: Record<string, Carrier>
  /** Between one attempt and the next, at most. */
  longestPauseMs: number
  /** Held for as long as they are carried out. */
  inHand: Set<EffectRow>
  stopped: () => boolean
  /** Told when a failed one is due again. */
  onRetry: (inMs: number) => void
}

/**
 * Answers with what follows in its lane, now in hand; null when nothing does, or when this one failed. Throws only when
 * the database stays away, or goes while we stop: the effect is then carried out again.
 */
export const carryEffect = async (carrying: Carrying, row: EffectRow): Promise<EffectRow | null> => {
  const { db, carriers, inHand, stopped } = carrying
  try {
    const result = await carriers[row.kind]?.(row)
    return await write(carrying, row, async () => {
      const next = await finishEffect(db, row, result, stopped() ? [] : Object.keys(carriers))
      if (next) inHand.add(next)
      return next
    })
  } catch (error) {
    await fail(carrying, row, error)
    return null
  } finally {
    inHand.delete(row)
  }
}

const fail = async (carrying: Carrying, row: EffectRow, error: unknown): Promise<void> => {
  const { db, log, inHand, longestPauseMs, onRetry } = carrying
  const dead = error instanceof DeadEffect || row.attempts >= MAX_ATTEMPTS
  log.warn({ err: error, effect: row.id, kind: row.kind, attempts: row.attempts, dead }, 'effect failed')
  const againInMs = dead ? null : backoffMs(row.attempts, longestPauseMs)
  inHand.delete(row)
  await write(carrying, row, () => failEffect(db, row, { error: (error as Error).message, againInMs }))
  if (againInMs !== null) onRetry(againInMs)
}

/** Tried again where the database was away for a moment: what has gone out and is not written down goes out twice. */
const write = async <T>({ log, stopped }: Carrying, row: EffectRow, work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= WRITE_ATTEMPTS || stopped()) throw error
      log.warn({ err: error, effect: row.id }, 'the end of an effect cannot be written yet')
      await sleep(WRITE_PAUSE_MS)
    }
  }
}
