/** SQL of compensations. A move is one UPDATE that names the state and version it starts from. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { CompensationKind, CompensationState } from '#shared/claims/compensation/compensation.state.ts'

export type CompensationRow = {
  id: string
  claim_id: string
  kind: CompensationKind
  amount_minor: number
  currency: string
  reason: string
  state: CompensationState
  proposed_by: string
  proposed_by_name: string
  proposed_at: number
  decided_by: string | null
  decided_by_name: string | null
  decided_at: number | null
  own_limit: boolean
  refusal: string | null
  rate: string | null
  rate_on: string | null
  house_minor: number | null
  house_currency: string | null
  credited_id: string | null
  credited_department_id: string | null
  voided_by: string | null
  voided_by_name: string | null
  voided_at: number | null
  void_reason: string | null
  version: number
}

const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('compensations as co')
    .join('users as p', 'p.id', 'co.proposed_by')
    .leftJoin('users as d', 'd.id', 'co.decided_by')
    .leftJoin('users as v', 'v.id', 'co.voided_by')
    .select('co.*', { proposed_by_name: 'p.name', decided_by_name: 'd.name', voided_by_name: 'v.name' })

/** In the order they were proposed. */
export const listCompensationRows = (q: Queryable, claimId: string): Promise<CompensationRow[]> =>
  withNames(q).where('co.claim_id', claimId).orderBy('co.id')

/** Of which claim it is: the claim is locked first, whatever is done. */
export const claimOfCompensation = async (q: Queryable, id: string): Promise<string | null> =>
  (await q('compensations').where({ id }).first('claim_id'))?.claim_id ?? null

/** Nobody else changes it until the transaction ends. */
export const lockCompensation = async (trx: Trx, id: string): Promise<CompensationRow> =>
  withNames(trx).where('co.id', id).forUpdate('co').first()

export const readCompensationRow = async (q: Queryable, id: string): Promise<CompensationRow> =>
  withNames(q).where('co.id', id).first()

export const findByRequest = async (q: Queryable, requestId: string): Promise<CompensationRow | null> =>
  (await withNames(q).where('co.request_id', requestId).first()) ?? null

export const insertCompensation = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [inserted] = await trx('compensations').insert(row).returning('id')
  return (inserted as { id: string }).id
}

/** False when it is no longer in that state and version: somebody was first. */
export const updateCompensation = async (
  trx: Trx,
  expected: { id: string; state: CompensationState; version: number },
  changes: Record<string, unknown>,
): Promise<boolean> => {
  const { id, state, version } = expected
  const changed = await trx('compensations')
    .where({ id, state, version })
    .update({ ...changes, version: version + 1 })
  return changed === 1
}

export type CurrencySum = { currency: string; amount_minor: number }

/** What is approved on a claim and not taken back, a sum for each currency. */
export const sumApproved = (q: Queryable, claimId: string): Promise<CurrencySum[]> =>
  q('compensations')
    .where({ claim_id: claimId, state: 'approved' })
    .groupBy('currency')
    .orderBy('currency')
    .select('currency')
    .select(q.raw('sum(amount_minor)::bigint as amount_minor'))

/** What claims have cost, in the house currency of its day; a claim has two rows where the house has changed its currency. */
export const costsOfClaims = (
  q: Queryable,
  claimIds: readonly string[],
): Promise<(CurrencySum & { claim_id: string })[]> =>
  q('compensations')
    .whereIn('claim_id', claimIds)
    .where({ state: 'approved' })
    .groupBy('claim_id', 'house_currency')
    .select('claim_id', { currency: 'house_currency' })
    .select(q.raw('sum(house_minor)::bigint as amount_minor'))

/** The market's currency first, then that of the house, then those that have rates. */
export const listCurrencies = async (q: Queryable, marketId: string, house: string): Promise<string[]> => {
  const market = await q('markets').where({ id: marketId }).first('currency')
  const rated: string[] = await q('currency_rates').distinct('currency').orderBy('currency').pluck('currency')
  return [...new Set([market?.currency ?? house, house, ...rated])]
}
