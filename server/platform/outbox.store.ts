/** The rows of the outbox. Whoever carries an effect out holds it by a short lease, renewed for as long as it takes. */
import type { Database, Trx } from './database.ts'

export type Effect = {
  kind: string
  key: string
  payload: unknown
  /** Effects of one lane go out in the order they were put there; who puts them holds a lock meanwhile. */
  lane?: string
  /** Epoch ms; not before. What follows in its lane waits too. */
  notBefore?: number
}

export type EffectRow = {
  id: string
  kind: string
  key: string
  lane: string | null
  payload: unknown
  attempts: number
}

/** After a crash what was in hand is free again this soon; with the sweep's 2 s, 5 s at most. */
const LEASE_MS = 3_000
/** How often what is in hand is held anew, ms. */
export const RENEW_MS = 700

const HOLD = `attempts = attempts + 1, next_at = now() + :lease * interval '1 millisecond'`
const ROW = 'id, kind, key, lane, payload, attempts'

/**
 * The oldest that are due, at most `room` of them, now held by the caller. Of a lane only the oldest that is not over:
 * while it is in another's hand, or waits to be tried again, nothing behind it is taken.
 */
export const claimEffects = async (db: Database, kinds: string[], room: number): Promise<EffectRow[]> => {
  const { rows } = await db.raw<{ rows: EffectRow[] }>(
    `update outbox set ${HOLD}
      where id in (select o.id from outbox o
                    where o.state = 'pending' and o.next_at <= now() and o.kind = any(:kinds)
                      and (o.lane is null or o.seq = (select head.seq from outbox head
                                                       where head.lane = o.lane and head.state = 'pending'
                                                       order by head.seq limit 1))
                    order by o.seq limit :room for update skip locked)
     returning ${ROW}`,
    { lease: LEASE_MS, room, kinds },
  )
  return rows
}

/** A later attempt, by somebody else, is not ours to hold. */
export const holdEffects = async (db: Database, held: Iterable<EffectRow>): Promise<void> => {
  const rows = [...held]
  await db.raw(
    `update outbox o set next_at = now() + :lease * interval '1 millisecond'
       from unnest(:ids::uuid[], :attempts::int[]) as mine(id, attempts)
      where o.id = mine.id and o.attempts = mine.attempts and o.state = 'pending'`,
    { lease: LEASE_MS, ids: rows.map(({ id }) => id), attempts: rows.map(({ attempts }) => attempts) },
  )
}

/** It is done; what follows in its lane, if that is due and of these kinds, is the caller's now. */
export const finishEffect = async (
  db: Database,
  { id, lane }: EffectRow,
  result: unknown,
  kinds: string[],
): Promise<EffectRow | null> => {
  const { rows } = await db.raw<{ rows: EffectRow[] }>(
    `with finished as (
       update outbox set state = 'done', done_at = now(), result = :result, last_error = null
        where id = :id and state = 'pending'
     ), head as (
       select id, kind, next_at from outbox where lane = :lane and state = 'pending' and id <> :id order by seq limit 1
     )
     update outbox set ${HOLD}
      where id = (select id from head where next_at <= now() and kind = any(:kinds))
        and state = 'pending' and next_at <= now()
     returning ${ROW}`,
    { id, lane, result: JSON.stringify(result ?? null), lease: LEASE_MS, kinds },
  )
  return rows[0] ?? null
}

/** `againInMs` null: to the dead letters, and its lane goes on without it. */
export const failEffect = (
  db: Database,
  { id, attempts }: EffectRow,
  failure: { error: string; againInMs: number | null },
): Promise<number> =>
  db('outbox')
    .where({ id, state: 'pending', attempts })
    .update({
      last_error: failure.error.slice(0, 500),
      ...(failure.againInMs === null
        ? { state: 'dead' }
        : { next_at: db.raw(`now() + ? * interval '1 millisecond'`, [Math.round(failure.againInMs)]) }),
    })

/** A key that is there already is the same effect. */
export const insertEffects = (trx: Trx, effects: readonly Effect[]): Promise<unknown> =>
  trx('outbox')
    .insert(
      effects.map((effect) => ({
        kind: effect.kind,
        key: effect.key,
        payload: JSON.stringify(effect.payload),
        ...(effect.lane !== undefined && { lane: effect.lane }),
        ...(effect.notBefore !== undefined && { next_at: new Date(effect.notBefore) }),
      })),
    )
    .onConflict('key')
    .ignore()
