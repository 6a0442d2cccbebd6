/** SQL of claims. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import { orCustomText, whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { ClaimState, ClosingGround, Severity } from '#shared/claims/claim.state.ts'
import type { Complexity, Remedy } from '#shared/claims/details/detail-codes.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'

export type ClaimRow = {
  id: string
  number: string
  client_id: string
  client_name: string
  /** Nobody is known by the card any more. */
  client_erased_at: number | null
  person_id: string | null
  person_name: string | null
  interaction_id: string | null
  market_id: string
  market_code: string
  handler_id: string | null
  handler_name: string | null
  handler_language: 'ru' | 'en' | null
  department_id: string | null
  category_id: string
  category_code: string
  category_name_ru: string
  category_name_en: string
  product_id: string | null
  product_code: string | null
  product_name_ru: string | null
  product_name_en: string | null
  product_group_id: string | null
  severity: Severity
  description: string
  state: ClaimState
  findings: string | null
  answer: string | null
  grounds: string | null
  opened_by: string | null
  opened_by_name: string | null
  opened_at: number
  deadline_at: number
  clock_stopped_at: number | null
  desk_rank: number
  answered_at: number | null
  closed_at: number | null
  closing_ground: ClosingGround | null
  /** Of the answer that stands. */
  proposed_by: string | null
  approved_by: string | null
  remedy_sought: Remedy | null
  remedy: Remedy | null
  deal_id: string | null
  invoice_number: string | null
  order_number: string | null
  claimed_minor: number | null
  agreed_minor: number | null
  currency: string | null
  cause_id: string | null
  cause_code: string | null
  safety: boolean | null
  complexity: Complexity | null
  impact: string | null
  immediate_action: string | null
  escalations: number
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  custom: CustomValues
  version: number
}

const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('claims as cl')
    .join('clients as c', 'c.id', 'cl.client_id')
    .join('markets as mk', 'mk.id', 'cl.market_id')
    .join('claim_categories as ca', 'ca.id', 'cl.category_id')
    .leftJoin('users as h', 'h.id', 'cl.handler_id')
    .leftJoin('users as o', 'o.id', 'cl.opened_by')
    .leftJoin('persons as p', 'p.id', 'cl.person_id')
    .leftJoin('products as pr', 'pr.id', 'cl.product_id')
    .leftJoin('claim_causes as cc', 'cc.id', 'cl.cause_id')
    .select('cl.*', {
      client_name: 'c.name',
      client_erased_at: 'c.erased_at',
      country: 'c.country',
      region: 'c.region',
      industry: 'c.industry',
      source: 'c.source',
      market_code: 'mk.code',
      category_code: 'ca.code',
      category_name_ru: 'ca.name_ru',
      category_name_en: 'ca.name_en',
      handler_name: 'h.name',
      handler_language: 'h.language',
      department_id: 'h.department_id',
      opened_by_name: 'o.name',
      person_name: 'p.name',
      product_code: 'pr.code',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
      product_group_id: 'pr.group_id',
      cause_code: 'cc.code',
      escalations: q.raw(`coalesce((select k.next_step from claim_clocks k where k.claim_id = cl.id
                                     order by k.started_at desc, k.id desc limit 1), 0)`),
    })

const columns = { owner: 'cl.handler_id', market: 'cl.market_id' }
const everything: Reach = { kind: 'all' }

export const findClaim = async (q: Queryable, reach: Reach, id: string): Promise<ClaimRow | null> =>
  (await withinReach(withNames(q).where('cl.id', id), reach, columns).first()) ?? null

/** As `findClaim`, and nobody else changes it until the transaction ends. */
export const lockClaim = async (trx: Trx, reach: Reach, id: string): Promise<ClaimRow | null> =>
  (await withinReach(withNames(trx).where('cl.id', id), reach, columns).forUpdate('cl').first()) ?? null

/** Whoever it is of: the hub itself has found it, by a link or a letter. */
export const lockClaimOfHub = (trx: Trx, id: string): Promise<ClaimRow | null> =>
  lockClaim(trx, everything, id)

/** For the hub's own work: null when somebody else is at the claim just now. */
export const lockClaimIfFree = async (trx: Trx, id: string): Promise<ClaimRow | null> =>
  (await withNames(trx).where('cl.id', id).forUpdate('cl').skipLocked().first()) ?? null

export const readClaimRow = async (q: Queryable, id: string): Promise<ClaimRow> =>
  (await findClaim(q, everything, id)) as ClaimRow

/** Those of them within reach, the strictest deadline first. */
export const listClaimsById = (q: Queryable, reach: Reach, ids: string[]): Promise<ClaimRow[]> =>
  withinReach(withNames(q).whereIn('cl.id', ids), reach, columns).orderBy([
    'cl.desk_rank',
    'cl.deadline_at',
    'cl.id',
  ])

export const findClaimByRequest = async (q: Queryable, requestId: string): Promise<ClaimRow | null> =>
  (await withNames(q).where('cl.request_id', requestId).first()) ?? null

export type ClaimFilter = {
  handlerId?: string | undefined
  free?: boolean
  clientId?: string | undefined
  marketId?: string | undefined
  severity?: Severity | undefined
  state?: ClaimState | undefined
  status?: 'open' | 'closed' | 'all'
  /** Epoch ms: only those whose clock runs past its deadline then. */
  overdueAt?: number | undefined
  search?: string | undefined
  custom?: readonly CustomCondition[]
  /** `<desk_rank>_<deadline_at epoch ms>_<id>` of the last row of the page before. */
  after?: string | undefined
  limit: number
}

/** The strictest deadline first; claims that owe no answer stand at the end. */
export const listClaimRows = (q: Queryable, reach: Reach, filter: ClaimFilter): Promise<ClaimRow[]> => {
  const query = withinReach(withNames(q), reach, columns)
  if (filter.handlerId) query.where('cl.handler_id', filter.handlerId)
  if (filter.free) query.whereNull('cl.handler_id')
  if (filter.clientId) query.where('cl.client_id', filter.clientId)
  if (filter.marketId) query.where('cl.market_id', filter.marketId)
  if (filter.severity) query.where('cl.severity', filter.severity)
  if (filter.state) query.where('cl.state', filter.state)
  const status = filter.status ?? (filter.state ? 'all' : 'open')
  if (status === 'open') query.whereNull('cl.closed_at')
  if (status === 'closed') query.whereNotNull('cl.closed_at')
  if (filter.overdueAt !== undefined) {
    query.whereNull('cl.clock_stopped_at').where('cl.deadline_at', '<', new Date(filter.overdueAt))
  }
  whereCustom(query, 'cl.custom', filter.custom ?? [])
  if (filter.search) matchSearch(query, filter.search)
  if (filter.after) afterKey(query, filter.after)
  return query.orderBy(['cl.desk_rank', 'cl.deadline_at', 'cl.id']).limit(filter.limit)
}

const matchSearch = (query: Knex.QueryBuilder, search: string) =>
  query.where((either) => {
    either.whereILike('cl.number', anywhere(search)).orWhereILike('c.name', anywhere(search))
    orCustomText(either, { column: 'cl.custom', thing: 'claim' }, search)
  })

const afterKey = (query: Knex.QueryBuilder, key: string) => {
  const [rank, at, id] = key.split('_')
  query.whereRaw('(cl.desk_rank, cl.deadline_at, cl.id) > (?::smallint, ?::timestamptz, ?::uuid)', [
    Number(rank),
    new Date(Number(at)),
    id as string,
  ])
}

export type NumberHit = {
  id: string
  number: string
  clientId: string
  clientName: string
  state: ClaimState
}

/** Numbers that hold the piece, newest first; a claim number is searched in any case and with any spacing. */
export const searchNumbers = (
  q: Queryable,
  reach: Reach,
  piece: string,
  limit: number,
): Promise<NumberHit[]> => {
  const folded = piece.replaceAll(/\s/g, '').toUpperCase()
  const query = q('claims as cl')
    .join('clients as c', 'c.id', 'cl.client_id')
    .whereLike('cl.number', anywhere(folded))
  return withinReach(query, reach, columns).orderBy('cl.opened_at', 'desc').limit(limit).select({
    id: 'cl.id',
    number: 'cl.number',
    clientId: 'cl.client_id',
    clientName: 'c.name',
    state: 'cl.state',
  })
}

export const insertClaim = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [inserted] = await trx('claims').insert(row).returning('id')
  return (inserted as { id: string }).id
}

/** False when the claim is no longer in that state and version: somebody was first. */
export const updateClaim = async (
  trx: Trx,
  expected: { id: string; state: ClaimState; version: number },
  changes: Record<string, unknown>,
): Promise<boolean> => {
  const { id, state, version } = expected
  const changed = await trx('claims')
    .where({ id, state, version })
    .update({ ...changes, version: version + 1 })
  return changed === 1
}
