/** Takes a deal to another stage, closes it as won or lost, or opens it again. */

import { missingCustom } from '#server/organisation/index.ts'
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { MoveDealInput } from '#shared/sales/deal.contract.ts'
import { type DealFacts, dealMoved } from '#shared/sales/deal.events.ts'
import { missingForDeal } from '#shared/sales/deal.policy.ts'
import { dealStates } from '#shared/sales/deal.state.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import { type DealRow, findDeal, lockDeal, updateDeal } from './deal.store.ts'
import { factsOf, showOnCard } from './deal-facts.ts'
import { noRate } from './keep-rates.ts'
import type { Doing } from './open-deal.ts'
import { findReason } from './products/product.store.ts'

/**
 * Throws `stale` (409) for another version, `move_not_allowed` (409) from this stage, `invalid` naming each missing
 * field, `no_rate` (409) when a won amount has no rate of its day, `erased` (409) for one to be opened again whose client
 * nobody knows any more.
 */
export const moveDeal = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: MoveDealInput,
): Promise<DealRow> => {
  const reach = reachOf(actor, 'deal.work')
  const deal = await lockDeal(trx, reach, id)
  if (!deal) throw notFound('deal', id)
  if (deal.version !== input.version) throw conflict('stale', { version: deal.version, state: deal.state })
  const to = dealStates.next(deal.state, input.move)
  if (!to) throw conflict('move_not_allowed', { move: input.move, state: deal.state })
  if (input.move === 'reopen' && deal.client_erased_at) throw conflict('erased')
  const reason = await checkFilled(trx, deal, input)

  const facts = await factsOf(trx, deal, now)
  if (input.move === 'win' && facts.rate === null) throw await noRate(trx, deal.currency, now)
  const moved = await updateDeal(
    trx,
    { id, state: deal.state, version: deal.version },
    { state: to, stage_at: new Date(now), ...closing(deal, input, facts, now) },
  )
  if (!moved) throw conflict('stale', { version: deal.version, state: deal.state })
  await appendEvent(trx, dealMoved, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: {
      ...facts,
      move: input.move,
      from: deal.state,
      to,
      refusalReasonId: reason?.id ?? null,
      refusalCode: reason?.code ?? null,
      openedAt: deal.opened_at,
      stageMs: Math.max(0, now - deal.stage_at),
      takesBack: takesBack(deal),
    },
  })
  const after = (await findDeal(trx, { kind: 'all' }, id)) as DealRow
  await showOnCard(trx, after)
  return after
}

/** The reason a lost deal is closed with; null for other moves. */
const checkFilled = async (trx: Trx, deal: DealRow, input: MoveDealInput): Promise<Named | null> => {
  const refusalReasonId = input.move === 'lose' ? (input.refusalReasonId ?? null) : null
  const lacking = await missingCustom(trx, 'deal', deal.custom)
  const missing = missingForDeal(input.move, {
    productId: deal.product_id,
    amountMinor: deal.amount_minor,
    refusalReasonId,
    lacksFields: Object.keys(lacking).length > 0,
  })
  if (missing.length > 0) {
    const faults = missing.map((need) => (need === 'fields' ? lacking : { [fieldOf[need]]: 'required' }))
    throw invalid(Object.assign({}, ...faults), { missing })
  }
  if (!refusalReasonId) return null
  const reason = await findReason(trx, refusalReasonId)
  if (!reason) throw invalid({ refusalReasonId: 'unknown' })
  return reason
}

const fieldOf = { product: 'productId', amount: 'amountMinor', refusalReason: 'refusalReasonId' } as const

/** What closing fixes for good, and what reopening sets free. */
const closing = (deal: DealRow, input: MoveDealInput, facts: DealFacts, now: number) => {
  if (input.move === 'reopen') {
    return {
      closed_at: null,
      credited_id: null,
      credited_department_id: null,
      rate: null,
      rate_on: null,
      house_minor: null,
      refusal_reason_id: null,
    }
  }
  if (input.move !== 'win' && input.move !== 'lose') return {}
  return {
    closed_at: new Date(now),
    credited_id: deal.manager_id,
    credited_department_id: deal.department_id,
    rate: facts.rate,
    rate_on: facts.rateOn ?? null,
    house_minor: facts.houseMinor,
    ...(input.move === 'lose' && { refusal_reason_id: input.refusalReasonId }),
    ...(input.move === 'lose' && input.comment !== undefined && { comment: input.comment }),
  }
}

const takesBack = (deal: DealRow) => {
  if (deal.state !== 'won' && deal.state !== 'lost') return null
  return {
    as: deal.state,
    managerId: deal.credited_id as string,
    departmentId: deal.credited_department_id,
    houseMinor: deal.house_minor,
    rate: deal.rate,
    refusalReasonId: deal.refusal_reason_id,
  }
}
