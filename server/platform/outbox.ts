/** Effects that leave the hub: a row in the deciding transaction, carried out afterwards, once (invariant 5). */
import { afterCommit, beforeCommit, type Database, type Trx } from './database.ts'
import type { Log } from './log.ts'

export type Effect = {
  kind: string
  key: string
  payload: unknown /** Epoch ms; not before. */
  notBefore?: number
}

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
  beforeCommit(trx, () => writeEffects(trx, first))
  afterCommit(trx, () => wakers.forEach((wake) => wake()))
}

const writeEffects = (trx: Trx, effects: readonly Effect[]) =>
  trx('outbox')
    .insert(
      effects.map((effect) => ({
        kind: effect.kind,
        key: effect.key,
        payload: JSON.stringify(effect.payload),
        ...(effect.notBefore !== undefined && { next_at: new Date(effect.notBefore) }),
      })),
    )
    .onConflict('key')
    .ignore()

export type EffectRow = { id: string; kind: string; key: string; payload: unknown; attempts: number }
/** Carries one effect out. What it returns is kept; what it throws is retried, unless it is a `DeadEffect`. */
export type Carrier = (effect: EffectRow) => Promise<unknown>

/** No retry can help: the row goes to the dead letters, where a person sees it. */
export class DeadEffect extends Error {}

const MAX_ATTEMPTS = 12
/** While an effect is carried out no one else takes it; after a crash it is free again. */
const LEASE_MS = 20_000
const SWEEP_MS = 2_000

/** 1 s, 2 s, 4 s … up to 10 minutes, with a third of jitter so that many do not return together. */
const backoffMs = (attempts: number) =>
  Math.min(600_000, 1_000 * 2 ** Math.min(attempts - 1, 10)) * (0.85 + Math.random() * 0.3)

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
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const claim = async (): Promise<EffectRow[]> => {
    const { rows } = await db.raw<{ rows: EffectRow[] }>(
      `update outbox set attempts = attempts + 1, next_at = now() + :lease * interval '1 millisecond'
        where id in (select id from outbox
                      where state = 'pending' and next_at <= now() and kind = any(:kinds)
                      order by id limit 20 for update skip locked)
       returning id, kind, key, payload, attempts`,
      { lease: LEASE_MS, kinds },
    )
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  const carry = async (row: EffectRow) => {
    try {
      const result = await carriers[row.kind]?.(row)
      await db('outbox')
        .where({ id: row.id, state: 'pending' })
        .update({
          state: 'done',
          done_at: db.fn.now(),
          result: JSON.stringify(result ?? null),
          last_error: null,
        })
    } catch (error) {
      const dead = error instanceof DeadEffect || row.attempts >= MAX_ATTEMPTS
      log.warn({ err: error, effect: row.id, kind: row.kind, attempts: row.attempts, dead }, 'effect failed')
      await db('outbox')
        .where({ id: row.id, state: 'pending' })
        .update({
          state: dead ? 'dead' : 'pending',
          last_error: (error as Error).message.slice(0, 500),
          next_at: new Date(Date.now() + backoffMs(row.attempts)),
        })
    }
  }

  const drain = async () => {
    do {
      again = false
      const rows = await claim()
      await Promise.all(
        lanesOf(rows).map(async (lane) => {
          for (const row of lane) await carry(row)
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
    },
  }
}
