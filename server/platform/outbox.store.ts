/** The rows of the outbox. Whoever carries an effect out holds it by a short lease, renewed for as long as it takes. */
import type { Database, Trx } from './database.ts'

export type Effect = {
  kind: string
  key: string
  payload: unknown
  /** Epoch ms; not before. */
  notBefore?: number
}

export type EffectRow = { id: string; kind: string; key: string; payload: unknown; attempts: number }

/** After a crash what was in hand is free again this soon; with the sweep's 2 s, 5 s at most. */
const LEASE_MS = 3_000
/** How often what is in hand is held anew, ms. */
export const RENEW_MS = 700

const BATCH = 20

/** The oldest that are due, now held by the caller. */
export const claimEffects = async (db: Database, kinds: string[]): Promise<EffectRow[]> => {
  const { rows } = await db.raw<{ rows: EffectRow[] }>(
    `update outbox set attempts = attempts + 1, next_at = now() + :lease * interval '1 millisecond'
      where id in (select id from outbox
                    where state = 'pending' and next_at <= now() and kind = any(:kinds)
                    order by id limit :batch for update skip locked)
     returning id, kind, key, payload, attempts`,
    { lease: LEASE_MS, batch: BATCH, kinds },
  )
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
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

export const finishEffect = (db: Database, { id }: EffectRow, result: unknown): Promise<number> =>
  db('outbox')
    .where({ id, state: 'pending' })
    .update({ state: 'done', done_at: db.fn.now(), result: JSON.stringify(result ?? null), last_error: null })

/** `againAt` null: to the dead letters. */
export const failEffect = (
  db: Database,
  { id, attempts }: EffectRow,
  failure: { error: string; againAt: number | null },
): Promise<number> =>
  db('outbox')
    .where({ id, state: 'pending', attempts })
    .update({
      last_error: failure.error.slice(0, 500),
      ...(failure.againAt === null ? { state: 'dead' } : { next_at: new Date(failure.againAt) }),
    })

/** A key that is there already is the same effect. */
export const insertEffects = (trx: Trx, effects: readonly Effect[]): Promise<unknown> =>
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
