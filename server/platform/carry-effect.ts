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

/** 1 s, 2 s, 4 s … up to 10 minutes, with a third of jitter so that many do not return together. */
const backoffMs = (attempts: number) =>
  Math.min(600_000, 1_000 * 2 ** Math.min(attempts - 1, 10)) * (0.85 + Math.random() * 0.3)

export type Carrying = {
  db: Database
  log: Log
  carriers: Record<string, Carrier>
  /** Held for as long as they are carried out. */
  inHand: Set<EffectRow>
  stopped: () => boolean
}

/** Throws only when the database stays away, or goes while we stop: the effect is then carried out again. */
export const carryEffect = async (carrying: Carrying, row: EffectRow): Promise<void> => {
  const { db, log, carriers, inHand } = carrying
  try {
    const result = await carriers[row.kind]?.(row)
    await write(carrying, row, () => finishEffect(db, row, result))
  } catch (error) {
    const dead = error instanceof DeadEffect || row.attempts >= MAX_ATTEMPTS
    log.warn({ err: error, effect: row.id, kind: row.kind, attempts: row.attempts, dead }, 'effect failed')
    const againAt = dead ? null : Date.now() + backoffMs(row.attempts)
    inHand.delete(row)
    await write(carrying, row, () => failEffect(db, row, { error: (error as Error).message, againAt }))
  } finally {
    inHand.delete(row)
  }
}

/** Tried again where the database was away for a moment: what has gone out and is not written down goes out twice. */
const write = async (
  { log, stopped }: Carrying,
  row: EffectRow,
  work: () => Promise<number>,
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (attempt >= WRITE_ATTEMPTS || stopped()) throw error
      log.warn({ err: error, effect: row.id }, 'the end of an effect cannot be written yet')
      await sleep(WRITE_PAUSE_MS)
    }
  }
}
