/** SQL of claims. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { ClaimState, ClosingGround, Severity } from '#shared/claims/claim.state.ts'
import type { Complexity, Remedy } from '#shared/claims/details/detail-codes.ts'
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
  /** When the client sent it and handed it over in form; null: as it was received. */
  sent_at: number | null
  presented_at: number | null
  /** How often a ladder has raised it, 0 to 3. */
  urgency: number
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
  /** When it is closed without a word; null: it does not wait for one. */
  lapse_at: number | null
  remind_at: number | null
  /** Sent since the answer. */
  reminders: number
  merged_into: string | null
  merged_into_number: string | null
  split_from: string | null
  split_from_number: string | null
  /** In the system that it was brought in from. */
  outer_number: string | null
  import_id: string | null
  /** When it was. */
  brought_at: number | null
  escalations: number
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  custom: CustomValues
  version: number
}

/** A claim with the names of all that it points at. */
export const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('claims as cl')
    .join('clients as c', 'c.id', 'cl.client_id')
    .join('markets as mk', 'mk.id', 'cl.market_id')
    .join('claim_categories as ca', 'ca.id', 'cl.category_id')
    .leftJoin('users as h', 'h.id', 'cl.handler_id')
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
      product_code: 'pr.code',
      product_name_ru: 'pr.name_ru',
      product_name_en: 'pr.name_en',
      product_group_id: 'pr.group_id',
      cause_code: 'cc.code',
      // Looked up and not joined: each table more in the join makes the plan dearer than the row.
      opened_by_name: q.raw('(select o.name from users o where o.id = cl.opened_by)'),
      person_name: q.raw('(select p.name from persons p where p.id = cl.person_id)'),
      merged_into_number: q.raw('(select m.number from claims m where m.id = cl.merged_into)'),
      split_from_number: q.raw('(select s.number from claims s where s.id = cl.split_from)'),
      // Of the present clocks together: those that run, or stopped last.
      escalations:
        q.raw(`(select count(*)::int from claim_escalations e join claim_clocks k on k.id = e.clock_id
                            where e.claim_id = cl.id and k.stopped_at is not distinct from cl.clock_stopped_at)`),
    })

/** What a reach is told by, also for the stores of what stands on claims. */
export const claimColumns = { owner: 'cl.handler_id', market: 'cl.market_id' }
const everything: Reach = { kind: 'all' }

export const findClaim = async (q: Queryable, reach: Reach, id: string): Promise<ClaimRow | null> =>
  (await withinReach(withNames(q).where('cl.id', id), reach, claimColumns).first()) ?? null

/** As `findClaim`, and nobody else changes it until the transaction ends. */
export const lockClaim = async (trx: Trx, reach: Reach, id: string): Promise<ClaimRow | null> =>
  (await withinReach(withNames(trx).where('cl.id', id), reach, claimColumns).forUpdate('cl').first()) ?? null

/** Whoever it is of: the hub itself has found it, by a link or a letter. */
export const lockClaimOfHub = (trx: Trx, id: string): Promise<ClaimRow | null> =>
  lockClaim(trx, everything, id)

/** For the hub's own work: null when somebody else is at the claim just now. */
export const lockClaimIfFree = async (trx: Trx, id: string): Promise<ClaimRow | null> =>
  (await withNames(trx).where('cl.id', id).forUpdate('cl').skipLocked().first()) ?? null

/** Of these those that nobody is at. */
export const lockClaimsIfFree = (trx: Trx, ids: readonly string[]): Promise<ClaimRow[]> =>
  withNames(trx)
    .whereIn('cl.id', [...ids])
    .orderBy('cl.id')
    .forUpdate('cl')
    .skipLocked()

export const readClaimRow = async (q: Queryable, id: string): Promise<ClaimRow> =>
  (await findClaim(q, everything, id)) as ClaimRow

/** Those of them within reach, the strictest deadline first. */
export const listClaimsById = (q: Queryable, reach: Reach, ids: string[]): Promise<ClaimRow[]> =>
  withinReach(withNames(q).whereIn('cl.id', ids), reach, claimColumns).orderBy([
    'cl.desk_rank',
    'cl.deadline_at',
    'cl.id',
  ])

/** Whoever’s they are: asked for ids that were found within a reach. In no order. */
export const findClaims = (q: Queryable, ids: readonly string[]): Promise<ClaimRow[]> =>
  withNames(q).whereIn('cl.id', ids)

export const findClaimByRequest = async (q: Queryable, requestId: string): Promise<ClaimRow | null> =>
  (await withNames(q).where('cl.request_id', requestId).first()) ?? null

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
  return withinReach(query, reach, claimColumns).orderBy('cl.opened_at', 'desc').limit(limit).select({
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
