/** SQL of the letters about claims and of their numbers. A move is one UPDATE that names the states it may start from. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach } from '#server/platform/reach.ts'
import { type LetterMove, type LetterState, letterStates } from '#shared/claims/letters/letter.state.ts'

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

const columns = { owner: 'cl.handler_id', market: 'cl.market_id' }

export const lettersOf = (q: Queryable, claimId: string): Promise<LetterRow[]> =>
  withNames(q)
    .where('l.claim_id', claimId)
    .orderBy([
      { column: 'l.registered_at', order: 'desc' },
      { column: 'l.id', order: 'desc' },
    ])

/** Within the reach of who reads its claim. */
export const findLetter = async (q: Queryable, reach: Reach, id: string): Promise<LetterRow | undefined> =>
  withinReach(withNames(q).where('l.id', id), reach, columns).first()

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
  const query = withinReach(withNames(q), reach, columns)
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

/**
 * `OUT-RU-2026-000123` and the day that it bears. As with claims: the counter's row stays locked until the transaction ends,
 * a rollback gives its number back; ask last, and keep the transaction short.
 */
export const takeLetterNumber = async (
  trx: Trx,
  marketId: string,
  at: number,
): Promise<{ number: string; day: string }> => {
  const { rows } = await trx.raw<{ rows: { code: string; year: number; last: number; day: string }[] }>(
    `insert into letter_counters as counter (market_id, year, last)
     select m.id, extract(year from :at::timestamptz at time zone m.zone)::int, 1
       from markets m where m.id = :marketId
     on conflict (market_id, year) do update set last = counter.last + 1
     returning (select code from markets where id = :marketId) as code, year, last,
               (select (:at::timestamptz at time zone zone)::date from markets where id = :marketId) as day`,
    { marketId, at: new Date(at) },
  )
  const taken = rows[0]
  if (!taken) throw new Error('A letter needs a market to be numbered in.')
  const last = String(taken.last).padStart(6, '0')
  return { number: `OUT-${taken.code.toUpperCase()}-${taken.year}-${last}`, day: taken.day }
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

export type EmailRow = { id: string; email: string; person: string | null; person_id: string | null }

/** Where a client, with whom is merged into it, can be written to; the first is the person who complained. */
export const emailsOf = (
  q: Queryable,
  claim: { client_id: string; person_id: string | null },
): Promise<EmailRow[]> =>
  q('addresses as a')
    .leftJoin('persons as p', 'p.id', 'a.person_id')
    .where({ 'a.client_id': claim.client_id, 'a.kind': 'email' })
    .orderByRaw('(a.person_id is not distinct from ?::uuid) desc, a.person_id nulls first, a.id', [
      claim.person_id,
    ])
    .select({ id: 'a.id', email: 'a.value', person: 'p.name', person_id: 'a.person_id' })

export const languageFor = async (
  q: Queryable,
  claim: { client_id: string; market_id: string },
): Promise<{ language: 'ru' | 'en'; zone: string; market: { ru: string; en: string } }> => {
  const row = await q('markets as m')
    .join('clients as c', (on) => on.on('c.id', q.raw('?::uuid', [claim.client_id])))
    .where('m.id', claim.market_id)
    .first({
      own: 'c.language',
      language: 'm.language',
      zone: 'm.zone',
      ru: 'm.name_ru',
      en: 'm.name_en',
    })
  return { language: row.own ?? row.language, zone: row.zone, market: { ru: row.ru, en: row.en } }
}

/** From now on nothing of these claims' letters is made, mailed or handed out; answers their ids. */
export const withdrawLetters = async (q: Queryable, claims: string[], at: number): Promise<string[]> => {
  const rows = await q('claim_letters')
    .whereIn('claim_id', claims)
    .update({ gone_at: q.raw('coalesce(gone_at, ?::timestamptz)', [new Date(at)]) })
    .returning<{ id: string }[]>('id')
  return rows.map(({ id }) => id)
}
