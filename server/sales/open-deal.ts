/** Opens a deal, in the middle of a call or from the card. */

import { judgeCustom } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { withChange } from '#shared/organisation/custom-value.ts'
import type { OpenDealInput } from '#shared/sales/deal.contract.ts'
import { dealOpened } from '#shared/sales/deal.events.ts'
import { dealStates } from '#shared/sales/deal.state.ts'
import { type DealRow, findDeal, findDealByRequest, insertDeal, lockRequest } from './deal.store.ts'
import { factsOf, showOnCard } from './deal-facts.ts'
import { findReferenceFaults, findServedClient, isActiveUser, type ServedClient } from './references.store.ts'

export type Doing = { actor: Actor /** Epoch ms. */; now: number }

/** The same `requestId` answers the deal that it opened. Throws `invalid` by field, `denied` beyond the actor's reach. */
export const openDeal = async (trx: Trx, { actor, now }: Doing, input: OpenDealInput): Promise<DealRow> => {
  if (input.requestId) await lockRequest(trx, input.requestId)
  const before = input.requestId ? await findDealByRequest(trx, input.requestId) : null
  if (before && !(await findDeal(trx, reachOf(actor, 'deal.work'), before.id))) throw conflict('exists')
  if (before) return before
  const client = await checkedClient(trx, actor, input)
  const change = await judgeCustom(trx, 'deal', { given: input.custom ?? {}, asked: false })
  const row = rowOf(input, client, actor, now)
  const id = await insertDeal(trx, { ...row, custom: JSON.stringify(withChange({}, change)) })
  const deal = await findDeal(trx, reachOf(actor, 'deal.work'), id)
  if (!deal) throw denied('deal.work')
  await appendEvent(trx, dealOpened, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: await factsOf(trx, deal, now),
  })
  await showOnCard(trx, deal)
  return deal
}

const checkedClient = async (trx: Trx, actor: Actor, input: OpenDealInput): Promise<ServedClient> => {
  const client = await findServedClient(trx, reachOf(actor, 'client.read'), input.clientId)
  if (!client) throw invalid({ clientId: 'unknown' })
  const faults = await findReferenceFaults(trx, input)
  if (input.managerId && !(await isActiveUser(trx, input.managerId))) faults.managerId = 'unknown'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return client
}

const rowOf = (input: OpenDealInput, client: ServedClient, actor: Actor, now: number) => ({
  request_id: input.requestId ?? null,
  client_id: client.id,
  person_id: input.personId ?? null,
  interaction_id: input.interactionId ?? null,
  manager_id: input.managerId ?? actor.userId,
  market_id: client.marketId,
  state: dealStates.initial,
  product_id: input.productId ?? null,
  quantity: input.quantity ?? null,
  amount_minor: input.amountMinor ?? 0,
  currency: input.currency ?? client.marketCurrency,
  comment: input.comment ?? null,
  expected_on: input.expectedOn ?? null,
  opened_at: new Date(now),
  stage_at: new Date(now),
})
