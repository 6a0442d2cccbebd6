/** SQL of suggestions and of who wishes them. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import type { SuggestionState } from '#shared/claims/suggestions/suggestion.state.ts'

export type SuggestionRow = {
  id: string
  number: number
  title: string
  description: string
  product_id: string | null
  product_code: string | null
  product_name_ru: string | null
  product_name_en: string | null
  state: SuggestionState
  reason: string | null
  into_id: string | null
  opened_by: string
  opened_by_name: string
  opened_at: number
  votes: number
  revenue_minor: number
  version: number
}

/** Of a suggestion and those merged into it: each client once. */
const VOTERS = `select distinct v.client_id from suggestion_votes v join suggestions m on m.id = v.suggestion_id
                 where m.id = s.id or m.into_id = s.id`

/** `since`: epoch ms from which what voters bought is summed. */
const withCounts = (q: Queryable, since: number): Knex.QueryBuilder =>
  q('suggestions as s')
    .join('users as o', 'o.id', 's.opened_by')
    .leftJoin('products as pr', 'pr.id', 's.product_id')
    .select('s.*', {
      opened_by_name: 'o.name',
      product_code: 'pr.code',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
    })
    .select(q.raw(`(select count(*)::int from (${VOTERS}) as voters) as votes`))
    .select(
      q.raw(
        `(select coalesce(sum(d.house_minor), 0)::bigint from deals d
           where d.state = 'won' and d.closed_at > ? and d.client_id in (${VOTERS})) as revenue_minor`,
        [new Date(since)],
      ),
    )

export const findSuggestion = async (
  q: Queryable,
  id: string,
  since: number,
): Promise<SuggestionRow | null> => (await withCounts(q, since).where('s.id', id).first()) ?? null

export const findSuggestionByRequest = async (
  q: Queryable,
  requestId: string,
): Promise<SuggestionRow | null> => (await withCounts(q, 0).where('s.request_id', requestId).first()) ?? null

/** These, in the order of their ids, so that two who lock the same never wait for each other for ever. */
export const lockSuggestions = async (trx: Trx, ids: string[]): Promise<void> => {
  await trx('suggestions').whereIn('id', ids).orderBy('id').forUpdate().select('id')
}

export type SuggestionFilter = {
  state?: SuggestionState | 'open' | undefined
  productId?: string | undefined
  search?: string | undefined
  sort: 'newest' | 'votes' | 'revenue'
  offset: number
  limit: number
  since: number
}

const ORDER = { newest: 's.number', votes: 'votes', revenue: 'revenue_minor' } as const

/** Those merged into another are found only when they are asked for. */
export const listSuggestionRows = (q: Queryable, filter: SuggestionFilter): Promise<SuggestionRow[]> => {
  const query = withCounts(q, filter.since)
  if (filter.state === 'open') query.whereIn('s.state', ['received', 'reviewed', 'accepted'])
  else if (filter.state) query.where('s.state', filter.state)
  else query.whereNot('s.state', 'merged')
  if (filter.productId) query.where('s.product_id', filter.productId)
  if (filter.search) {
    const number = filter.search.replace(/^(№|#)\s*/, '')
    query.where((either) => {
      either.whereILike('s.title', anywhere(filter.search as string))
      if (/^\d{1,9}$/.test(number)) either.orWhere('s.number', Number(number))
    })
  }
  return query
    .orderBy([
      { column: ORDER[filter.sort], order: 'desc' },
      { column: 's.number', order: 'desc' },
    ])
    .offset(filter.offset)
    .limit(filter.limit)
}

export const insertSuggestion = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [inserted] = await trx('suggestions').insert(row).returning('id')
  return (inserted as { id: string }).id
}

/** False when it is no longer in that state and version: somebody was first. */
export const updateSuggestion = async (
  trx: Trx,
  expected: { id: string; state: SuggestionState; version: number },
  changes: Record<string, unknown>,
): Promise<boolean> => {
  const { id, state, version } = expected
  const changed = await trx('suggestions')
    .where({ id, state, version })
    .update({ ...changes, version: version + 1 })
  return changed === 1
}

/** Whatever was merged into `from` belongs to `to` with it, so that nobody has to follow more than one step. */
export const passMerged = async (trx: Trx, from: string, to: string): Promise<void> => {
  await trx('suggestions').where({ into_id: from }).update({ into_id: to })
}

export const listMergedInto = (
  q: Queryable,
  id: string,
): Promise<{ id: string; number: number; title: string }[]> =>
  q('suggestions').where({ into_id: id }).orderBy('number').select('id', 'number', 'title')
