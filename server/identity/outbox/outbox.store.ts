/** The outgoing box as an administrator sees it. The rows are the platform's; only `retry` and `close` write. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { MAIL } from '#shared/platform/mail.ts'

const PAGE = 50

export type EffectRow = {
  id: string
  kind: string
  key: string
  state: 'pending' | 'done' | 'dead'
  attempts: number
  payload: unknown
  createdAt: number
  nextAt: number
  doneAt: number | null
  lastError: string | null
}

const base = (db: Queryable): Knex.QueryBuilder =>
  db('outbox').select({
    id: 'id',
    kind: 'kind',
    key: 'key',
    state: 'state',
    attempts: 'attempts',
    payload: 'payload',
    createdAt: 'created_at',
    nextAt: 'next_at',
    doneAt: 'done_at',
    lastError: 'last_error',
  })

export type EffectFilter = {
  state?: 'pending' | 'done' | 'dead'
  kind?: string
  /** Leave letters out of it: they are held, not pending. */
  noMail?: boolean
  after?: string
}

export const listEffects = async (
  db: Queryable,
  filter: EffectFilter,
): Promise<{ rows: EffectRow[]; next: string | null }> => {
  const query = base(db)
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
  if (filter.state) query.where('state', filter.state)
  if (filter.kind) query.where('kind', filter.kind)
  if (filter.noMail) query.whereNot('kind', MAIL)
  if (filter.after) query.where('id', '<', filter.after)
  const rows = (await query) as EffectRow[]
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? rows[PAGE - 1]!.id : null }
}

export const readEffect = async (db: Queryable, id: string): Promise<EffectRow | undefined> =>
  (await base(db).where({ id }))[0]

/** dead → pending, with all its tries before it. A letter gets until `mailUntil` (epoch ms), but not one whose links expire. */
export const reviveEffect = async (trx: Trx, id: string, mailUntil: number): Promise<boolean> =>
  (await trx('outbox')
    .where({ id, state: 'dead' })
    .update({
      state: 'pending',
      attempts: 0,
      next_at: trx.fn.now(),
      last_error: null,
      payload: trx.raw(
        `case when kind = ? and not (payload->>'secret')::boolean
              then jsonb_set(payload, '{until}', to_jsonb(?::bigint)) else payload end`,
        [MAIL, mailUntil],
      ),
    })) === 1

/** pending → done, by a person's hand; `payload` is what remains of the letter. */
export const closeEffect = async (
  trx: Trx,
  id: string,
  entry: { by: string; payload: unknown },
): Promise<boolean> =>
  (await trx('outbox')
    .where({ id, state: 'pending', kind: MAIL })
    .update({
      state: 'done',
      done_at: trx.fn.now(),
      payload: JSON.stringify(entry.payload),
      result: JSON.stringify({ closedBy: entry.by }),
    })) === 1
