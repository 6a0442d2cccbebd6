/** An effect that is to leave the hub becomes a row in the deciding transaction (invariant 5). */
import { afterCommit, beforeCommit, type Trx } from './database.ts'
import { type Effect, insertEffects } from './outbox.store.ts'

/** In-process wake-ups, so that the process that committed carries its own effect out at once. */
const wakers = new Set<() => void>()

/** Called after each commit that put effects. Returns the way to stop. */
export const onEffects = (wake: () => void): (() => void) => {
  wakers.add(wake)
  return () => void wakers.delete(wake)
}

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
