/** Fills in or corrects an open deal. */

import { judgeCustom } from '#server/organisation/index.ts'
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { customKey, withChange } from '#shared/organisation/custom-value.ts'
import type { EditDealInput } from '#shared/sales/deal.contract.ts'
import { dealEdited } from '#shared/sales/deal.events.ts'
import { type EditableField, editableFields } from '#shared/sales/deal.policy.ts'
import { isClosed } from '#shared/sales/deal.state.ts'
import { type DealRow, findDeal, lockDeal, updateDeal } from './deal.store.ts'
import { factsOf, showOnCard } from './deal-facts.ts'
import type { Doing } from './open-deal.ts'
import { findReferenceFaults, isActiveUser } from './references.store.ts'

const columnOf = {
  personId: 'person_id',
  managerId: 'manager_id',
  productId: 'product_id',
  quantity: 'quantity',
  amountMinor: 'amount_minor',
  currency: 'currency',
  comment: 'comment',
  expectedOn: 'expected_on',
} as const satisfies Record<EditableField, keyof DealRow>

/**
 * Throws `stale` (409) when the version is not the present one, `closed` (409) for a deal that is won or lost,
 * `invalid` by field. An edit that changes nothing leaves no trace.
 */
export const editDeal = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: EditDealInput,
): Promise<DealRow> => {
  const reach = reachOf(actor, 'deal.work')
  const deal = await lockDeal(trx, reach, id)
  if (!deal) throw notFound('deal', id)
  if (deal.version !== input.version) throw conflict('stale', { version: deal.version, state: deal.state })
  if (isClosed(deal.state)) throw conflict('closed', { state: deal.state })
  const own = editableFields.filter(
    (field) => input[field] !== undefined && input[field] !== deal[columnOf[field]],
  )
  const given = input.custom ?? {}
  const added = await judgeCustom(trx, 'deal', { held: deal.custom, given, asked: false })
  const changed = [...own, ...Object.keys(added).map(customKey)]
  if (changed.length === 0) return deal
  await checkFields(trx, deal, input)
  const changes = {
    ...Object.fromEntries(own.map((field) => [columnOf[field], input[field]])),
    custom: JSON.stringify(withChange(deal.custom, added)),
  }
  await updateDeal(trx, { id, state: deal.state, version: deal.version }, changes)
  // Given to someone beyond one's reach: not theirs to give.
  const after = await findDeal(trx, reach, id)
  if (!after) throw denied('deal.work')
  await appendEvent(trx, dealEdited, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { ...(await factsOf(trx, after, now)), changed },
  })
  await showOnCard(trx, after)
  return after
}

const checkFields = async (trx: Trx, deal: DealRow, input: EditDealInput): Promise<void> => {
  const faults = await findReferenceFaults(trx, {
    clientId: deal.client_id,
    personId: input.personId ?? null,
    // A product that was put away since stays where it was chosen.
    productId: input.productId === deal.product_id ? null : (input.productId ?? null),
  })
  if (input.managerId && !(await isActiveUser(trx, input.managerId))) faults.managerId = 'unknown'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
