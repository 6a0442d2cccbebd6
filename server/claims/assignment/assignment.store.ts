/** SQL of who takes which claims. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type TermsRow = {
  user_id: string
  categories: string[]
  languages: ('ru' | 'en')[]
  most: number
  last_at: number | null
}
export type LoadRow = { handler_id: string; open: number }
export type AbsenceRow = {
  id: string
  user_id: string
  user_name: string
  from_on: string
  to_on: string
  substitute_id: string | null
  substitute_name: string | null
}
export type MarketRow = {
  id: string
  code: string
  name_ru: string
  name_en: string
  zone: string
  automatic: boolean
  waiting: number
}

/** Of whom nothing was said. */
export const USUAL_MOST = 50

export const listTerms = (q: Queryable): Promise<TermsRow[]> => q('claim_handler_terms').select('*')

export const openByHandler = async (q: Queryable): Promise<Map<string, number>> => {
  const rows = await q('claims')
    .whereNotNull('handler_id')
    .whereNull('closed_at')
    .groupBy('handler_id')
    .select<LoadRow[]>('handler_id', q.raw('count(*)::int as open'))
  return new Map(rows.map(({ handler_id, open }) => [handler_id, open]))
}

/** That have not ended before this day. */
export const listAbsences = (q: Queryable, since: string): Promise<AbsenceRow[]> =>
  q('claim_absences as a')
    .join('users as u', 'u.id', 'a.user_id')
    .leftJoin('users as s', 's.id', 'a.substitute_id')
    .where('a.to_on', '>=', since)
    .orderBy(['a.from_on', 'a.id'])
    .select('a.id', 'a.user_id', { user_name: 'u.name' }, 'a.from_on', 'a.to_on', 'a.substitute_id', {
      substitute_name: 's.name',
    })

export const listMarketsAssigned = (q: Queryable): Promise<MarketRow[]> =>
  q('markets as m')
    .orderBy('m.code')
    .select('m.id', 'm.code', 'm.name_ru', 'm.name_en', 'm.zone', { automatic: 'm.claims_assigned' })
    .select(
      q.raw(`(select count(*)::int from claims c
               where c.market_id = m.id and c.handler_id is null and c.closed_at is null) as waiting`),
    )

/** Where a market's day is, and what is spoken there. */
export const placeOfMarket = (q: Queryable, id: string): Promise<{ zone: string; language: 'ru' | 'en' }> =>
  q('markets').where({ id }).first('zone', 'language')

export const setAutomatic = async (trx: Trx, marketId: string, automatic: boolean): Promise<boolean> =>
  (await trx('markets').where({ id: marketId }).update({ claims_assigned: automatic })) === 1

export const putTerms = async (trx: Trx, row: Omit<TermsRow, 'last_at'>): Promise<void> => {
  await trx('claim_handler_terms')
    .insert(row)
    .onConflict('user_id')
    .merge(['categories', 'languages', 'most'])
}

export const insertAbsence = async (
  trx: Trx,
  row: {
    user_id: string
    from_on: string
    to_on: string
    substitute_id: string | null
    made_by: string
    made_at: Date
  },
): Promise<string> => {
  const [made] = await trx('claim_absences').insert(row).returning<{ id: string }[]>('id')
  return (made as { id: string }).id
}

export const deleteAbsence = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx('claim_absences').where({ id }).delete()) === 1

export type Unassigned = {
  id: string
  market_id: string
  category_id: string
  language: 'ru' | 'en'
  zone: string
  deadline_at: number
}

/** Claims of automatic markets that nobody has, the strictest deadline first. @param after the last of those before */
export const listUnassigned = (
  q: Queryable,
  after: Unassigned | undefined,
  limit: number,
): Promise<Unassigned[]> => {
  const query = q('claims as c')
    .join('markets as m', 'm.id', 'c.market_id')
    .where('m.claims_assigned', true)
    .whereNull('c.handler_id')
    .whereNull('c.closed_at')
  if (after) {
    const place = [new Date(after.deadline_at), after.id]
    query.whereRaw('(c.deadline_at, c.id) > (?::timestamptz, ?::uuid)', place)
  }
  return query
    .orderBy(['c.deadline_at', 'c.id'])
    .limit(limit)
    .select('c.id', 'c.market_id', 'c.category_id', 'm.language', 'm.zone', 'c.deadline_at')
}

/** They were just given one: next time others come first. */
export const noteGiven = async (trx: Trx, userId: string, at: number): Promise<void> => {
  await trx('claim_handler_terms')
    .insert({ user_id: userId, most: USUAL_MOST, last_at: new Date(at) })
    .onConflict('user_id')
    .merge(['last_at'])
}
