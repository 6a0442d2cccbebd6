/** SQL of the letters about claims and of their numbers. A move is one UPDATE that names the states it may start from. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach } from '#server/platform/reach.ts'
import { type LetterMove, type LetterState, letterStates } from '#shared/claims/letters/letter.state.ts'
import { claimColumns } from '../claim.store.ts'

export type LetterRow = {
  id: string
  request_id: string | null
  claim_id: string
  claim_number: string
  client_id: string
  client_name: string
  number: string
  language: 'ru' | 'en'
  way: 'mail' | 'paper'
  recipient: string
  email: string | null
  head: string
  subject: string
  body: string
  state: LetterState
  written_by: string | null
  written_by_name: string | null
  registered_at: number
  /** YYYY-MM-DD. */
  day: string
  bytes: number | null
  sha256: string | null
  tries: number
  sent_at: number | null
  fault: string | null
  gone_at: number | null
}

const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('claim_letters as l')
    .join('claims as cl', 'cl.id', 'l.claim_id')
    .join('clients as c', 'c.id', 'cl.client_id')
    .leftJoin('users as w', 'w.id', 'l.written_by')
    .select('l.*', {
      claim_number: 'cl.number',
      client_id: 'cl.client_id',
      client_name: 'c.name',
      written_by_name: 'w.name',
    })

export const lettersOf = (q: Queryable, claimId: string): Promise<LetterRow[]> =>
  withNames(q)
    .where('l.claim_id', claimId)
    .orderBy([
      { column: 'l.registered_at', order: 'desc' },
      { column: 'l.id', order: 'desc' },
    ])

/** That have left the house, and of which the client is still known. */
export const lettersSent = async (q: Queryable, claimId: string): Promise<LetterRow[]> =>
  (await lettersOf(q, claimId)).filter(({ state, gone_at }) => state === 'sent' && gone_at === null)

/** Within the reach of who reads its claim. */
export const findLetter = async (q: Queryable, reach: Reach, id: string): Promise<LetterRow | undefined> =>
  withinReach(withNames(q).where('l.id', id), reach, claimColumns).first()

export const findLetterByRequest = async (q: Queryable, requestId: string): Promise<LetterRow | undefined> =>
  withNames(q).where('l.request_id', requestId).first()

export type RegistryFilter = {
  search?: string | undefined
  marketId?: string | undefined
  state?: LetterState | undefined
  /** `<registered_at epoch ms>_<id>` of the last row of the page before. */
  after?: string | undefined
  limit: number
}

export const listRegistry = (q: Queryable, reach: Reach, filter: RegistryFilter): Promise<LetterRow[]> => {
  const query = withinReach(withNames(q), reach, claimColumns)
  if (filter.marketId) query.where('cl.market_id', filter.marketId)
  if (filter.state) query.where('l.state', filter.state)
  if (filter.search) {
    const piece = anywhere(filter.search)
    query.where((either) =>
      either
        .whereRaw(`(l.number || ' ' || l.recipient || ' ' || l.subject) ilike ?`, [piece])
        .orWhereILike('cl.number', piece),
    )
  }
  if (filter.after) {
    const [at, id] = filter.after.split('_')
    query.whereRaw('(l.registered_at, l.id) < (?::timestamptz, ?::uuid)', [
      new Date(Number(at)),
      id as string,
    ])
  }
  return query
    .orderBy([
      { column: 'l.registered_at', order: 'desc' },
      { column: 'l.id', order: 'desc' },
    ])
    .limit(filter.limit)
}

export const insertLetter = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [made] = await trx('claim_letters')
    .insert({ ...row, state: letterStates.initial })
    .returning<{ id: string }[]>('id')
  return made!.id
}

/** False when it is no longer in a state that the move starts from, or whom it is to was erased. */
export const moveLetter = async (
  trx: Trx,
  id: string,
  move: LetterMove,
  facts: Record<string, unknown> = {},
): Promise<boolean> =>
  (await trx('claim_letters')
    .where({ id })
    .whereNull('gone_at')
    .whereIn('state', [...letterStates.moves[move].from])
    .update({ state: letterStates.moves[move].to, ...facts })) === 1

/** Those whose file is still to be made, the oldest first. */
export const lettersToMake = (q: Queryable, limit: number): Promise<LetterRow[]> =>
  withNames(q).where('l.state', letterStates.initial).whereNull('l.gone_at').orderBy('l.id').limit(limit)

/** `end_*`: of the effect that the mail carried out. */
export type EndedLetter = LetterRow & {
  end_state: 'done' | 'dead'
  end_at: number | null
  end_error: string | null
}

/** Letters of which the mail has said the last word since; `prefix` begins the keys of their effects. */
export const lettersEnded = async (q: Queryable, prefix: string): Promise<EndedLetter[]> => {
  const rows = await withNames(q)
    .join('outbox as o', 'o.key', q.raw(`? || l.id || ':' || l.tries`, [prefix]))
    .whereIn('l.state', ['queued', 'failed'])
    .whereNull('l.gone_at')
    .where((either) =>
      either
        .where('o.state', 'done')
        .orWhere((dead) => dead.where('o.state', 'dead').where('l.state', 'queued')),
    )
    .limit(200)
    .select({ end_state: 'o.state', end_at: 'o.done_at', end_error: 'o.last_error' })
  return rows as EndedLetter[]
}

/** From now on nothing of these claims' letters is made, mailed or handed out; answers their ids. */
export const withdrawLetters = async (q: Queryable, claims: string[], at: number): Promise<string[]> => {
  const rows = await q('claim_letters')
    .whereIn('claim_id', claims)
    .update({ gone_at: q.raw('coalesce(gone_at, ?::timestamptz)', [new Date(at)]) })
    .returning<{ id: string }[]>('id')
  return rows.map(({ id }) => id)
}
