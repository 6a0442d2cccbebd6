/** SQL of deals. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import { orCustomText, whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach, withinReaches } from '#server/platform/reach.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'
import type { DealState } from '#shared/sales/deal.state.ts'

export type DealRow = {
  id: string
  number: number
  client_id: string
  client_name: string
  /** Nobody is known by the card any more. */
  client_erased_at: number | null
  person_id: string | null
  person_name: string | null
  interaction_id: string | null
  manager_id: string
  manager_name: string
  market_id: string
  state: DealState
  product_id: string | null
  product_code: string | null
  product_name_ru: string | null
  product_name_en: string | null
  product_group_id: string | null
  unit: string | null
  quantity: string | null
  amount_minor: number
  currency: string
  refusal_reason_id: string | null
  refusal_code: string | null
  refusal_name_ru: string | null
  refusal_name_en: string | null
  comment: string | null
  expected_on: string | null
  opened_at: number
  stage_at: number
  closed_at: number | null
  credited_id: string | null
  credited_department_id: string | null
  rate: string | null
  rate_on: string | null
  house_minor: number | null
  custom: CustomValues
  version: number
  department_id: string | null
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
}

const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('deals as d')
    .join('clients as c', 'c.id', 'd.client_id')
    .join('users as m', 'm.id', 'd.manager_id')
    .leftJoin('persons as p', 'p.id', 'd.person_id')
    .leftJoin('products as pr', 'pr.id', 'd.product_id')
    .leftJoin('refusal_reasons as r', 'r.id', 'd.refusal_reason_id')
    .select('d.*', {
      client_name: 'c.name',
      client_erased_at: 'c.erased_at',
      country: 'c.country',
      region: 'c.region',
      industry: 'c.industry',
      source: 'c.source',
      manager_name: 'm.name',
      department_id: 'm.department_id',
      person_name: 'p.name',
      product_code: 'pr.code',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
      product_group_id: 'pr.group_id',
      unit: 'pr.unit',
      refusal_code: 'r.code',
      refusal_name_ru: 'r.name_ru',
      refusal_name_en: 'r.name_en',
    })

const columns = { owner: 'd.manager_id', market: 'd.market_id' }

export const findDeal = async (q: Queryable, reach: Reach, id: string): Promise<DealRow | null> =>
  (await withinReach(withNames(q).where('d.id', id), reach, columns).first()) ?? null

/** As `findDeal`, and nobody else changes it until the transaction ends. */
export const lockDeal = async (trx: Trx, reach: Reach, id: string): Promise<DealRow | null> =>
  (await withinReach(withNames(trx).where('d.id', id), reach, columns).forUpdate('d').first()) ?? null

/** The same request sent twice at once waits here for its twin to end. */
export const lockRequest = async (trx: Trx, requestId: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`request:${requestId}`])
}

export const findDealByRequest = async (q: Queryable, requestId: string): Promise<DealRow | null> =>
  (await withNames(q).where('d.request_id', requestId).first()) ?? null

export type DealFilter = {
  clientId?: string | undefined
  managerId?: string | undefined
  state?: DealState | undefined
  open?: boolean
  /** A piece of the number, of the client's name or of the product's. */
  search?: string | undefined
  custom?: readonly CustomCondition[]
  /** The last row of the page before: `<stage_at epoch ms>_<id>`. */
  after?: string | undefined
  limit: number
}

type Narrowing = Omit<DealFilter, 'after' | 'limit'>

const narrowed = (query: Knex.QueryBuilder, filter: Narrowing): Knex.QueryBuilder => {
  if (filter.clientId) query.where('d.client_id', filter.clientId)
  if (filter.managerId) query.where('d.manager_id', filter.managerId)
  if (filter.state) query.where('d.state', filter.state)
  if (filter.open) query.whereNull('d.closed_at')
  whereCustom(query, 'd.custom', filter.custom ?? [])
  if (filter.search) matching(query, filter.search)
  return query
}

/** In the order they were opened, after the one given: a deal that is moved meanwhile comes neither twice nor not at all. */
export const sheetOfDeals = async (
  q: Queryable,
  reaches: readonly Reach[],
  filter: Narrowing,
  page: { after: string | null; limit: number },
): Promise<DealRow[]> => {
  const query = narrowed(withinReaches(withNames(q), reaches, columns), filter)
    .orderBy('d.id')
    .limit(page.limit)
  if (page.after) query.where('d.id', '>', page.after)
  return query
}

/** Newest stage first. */
export const listDealRows = async (q: Queryable, reach: Reach, filter: DealFilter): Promise<DealRow[]> => {
  const query = narrowed(withinReach(withNames(q), reach, columns), filter)
  if (filter.after) {
    const [at, id] = filter.after.split('_')
    query.whereRaw('(d.stage_at, d.id) < (?::timestamptz, ?::uuid)', [new Date(Number(at)), id as string])
  }
  return query
    .orderBy([
      { column: 'd.stage_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(filter.limit)
}

/** A number is typed as it is shown, with its sign, or bare. */
const matching = (query: Knex.QueryBuilder, search: string) => {
  const number = search.replace(/^(№|#|no\.?)\s*/i, '')
  query.where((either) => {
    either.whereILike('c.name', anywhere(search))
    either.orWhereILike('pr.name_ru', anywhere(search)).orWhereILike('pr.name_en', anywhere(search))
    orCustomText(either, { column: 'd.custom', thing: 'deal' }, search)
    if (/^\d+$/.test(number)) either.orWhereRaw('d.number::text like ?', [`${number}%`])
  })
}

export const insertDeal = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [inserted] = await trx('deals').insert(row).returning('id')
  return (inserted as { id: string }).id
}

/** False when the deal is no longer in that state and version: somebody was first. */
export const updateDeal = async (
  trx: Trx,
  expected: { id: string; state: DealState; version: number },
  changes: Record<string, unknown>,
): Promise<boolean> => {
  const changed = await trx('deals')
    .where(expected)
    .update({ ...changes, version: expected.version + 1 })
  return changed === 1
}

export type LoggedRow = {
  at: number
  kind: string
  actor_id: string | null
  actor_name: string | null
  data: unknown
}

/** Everything the log holds on one subject, oldest first. */
export const readHistory = (q: Queryable, subjectId: string): Promise<LoggedRow[]> =>
  q('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .where('e.subject_id', subjectId)
    .orderBy('e.id')
    .select({ at: 'e.at', kind: 'e.kind', actor_id: 'e.actor_id', actor_name: 'u.name', data: 'e.data' })
