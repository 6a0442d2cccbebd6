/** Opens a claim: number, deadline, the first event. The number is taken last, so that others wait for it briefly. */
import { findInteraction } from '#server/interactions/index.ts'
import { judgeCustom } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, findReferenceFaults, findServedClient, lockRequest } from '#server/sales/index.ts'
import type { OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { claimOpened } from '#shared/claims/claim.events.ts'
import { claimStates } from '#shared/claims/claim.state.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { type CustomValues, withChange } from '#shared/organisation/custom-value.ts'
import { type ClaimRow, findClaimByRequest, insertClaim, readClaimRow } from './claim.store.ts'
import { factsOf, showOnCard } from './claim-facts.ts'
import { startFirstClocks } from './clocks/follow-move.ts'
import { planFirstClocks } from './clocks/plan-clocks.ts'
import { findDetailFaults } from './details/check-details.ts'
import { putProductLines } from './details/detail.store.ts'
import { mainProductOf } from './details/detail-columns.ts'
import { departmentOf } from './handler.store.ts'
import { takeNumber } from './number.store.ts'
import { isActiveCategory } from './policy.store.ts'

/**
 * Received now, unless it is a part of what was received (and brought in by a file) before. The same `requestId` answers the claim that it opened, to
 * whoever opened it. Throws `invalid` by field.
 */
export const openClaim = async (
  trx: Trx,
  doing: Doing,
  input: OpenClaimInput,
  before: { receivedAt?: number; broughtAt?: number | null } = {},
): Promise<ClaimRow> => {
  const { actor } = doing
  if (input.requestId) {
    await lockRequest(trx, input.requestId)
    const known = await findClaimByRequest(trx, input.requestId)
    if (known && known.opened_by !== actor.userId) throw conflict('exists')
    if (known) return known
  }
  const marketId = await checkedMarket(trx, actor, input)
  const custom = withChange({}, await judgeCustom(trx, 'claim', { given: input.custom ?? {}, asked: true }))
  return openJudged(trx, doing, input, { marketId, custom, ...before })
}

/** What a claim that comes with a file brings besides: its id was given before, so that it is made once. */
export type Brought = { id: string; importId: string; columns: Record<string, unknown> }

/**
 * Of what has been judged already. @param doing.actor null: the client opened it themselves
 * @param judged.brought it was opened elsewhere: nobody here did, and the log tells of it at its true time
 */
export const openJudged = async (
  trx: Trx,
  { actor, now }: { actor: { userId: string } | null; now: number },
  input: OpenClaimInput,
  judged: {
    marketId: string
    custom: CustomValues
    receivedAt?: number
    broughtAt?: number | null
    brought?: Brought
  },
): Promise<ClaimRow> => {
  const { marketId, custom, brought, receivedAt = now } = judged
  const broughtAt = brought ? now : (judged.broughtAt ?? null)
  const openedById = brought ? null : (actor?.userId ?? null)
  const plans = await planFirstClocks(trx, {
    market_id: marketId,
    category_id: input.categoryId,
    severity: input.severity,
    client_id: input.clientId,
    opened_at: receivedAt,
    brought_at: broughtAt,
  })
  const openerDepartmentId = openedById && (await departmentOf(trx, openedById))

  const number = await takeNumber(trx, marketId, now)
  const id = await insertClaim(trx, {
    ...rowOf(input, plans, custom),
    opened_at: new Date(receivedAt),
    number,
    market_id: marketId,
    opened_by: openedById,
    brought_at: broughtAt === null ? null : new Date(broughtAt),
    ...(brought && { id: brought.id, import_id: brought.importId, ...brought.columns }),
  })
  if (input.products) await putProductLines(trx, id, input.products)
  const clockId = await startFirstClocks(trx, id, plans)
  const claim = await readClaimRow(trx, id)
  await appendEvent(trx, claimOpened, {
    subjectId: id,
    actorId: actor?.userId ?? null,
    at: brought ? receivedAt : now,
    data: {
      ...factsOf(claim),
      ...(brought && { importId: brought.importId }),
      openedById,
      openerDepartmentId,
      clockId,
      policyVersion: plans[0]?.basis.policyVersion ?? 0,
    },
  })
  await showOnCard(trx, claim)
  return claim
}

const checkedMarket = async (trx: Trx, actor: Actor, input: OpenClaimInput): Promise<string> => {
  const client = await findServedClient(trx, reachOf(actor, 'client.read'), input.clientId)
  if (!client) throw invalid({ clientId: 'unknown' })
  const faults = await findReferenceFaults(trx, input)
  Object.assign(faults, await findDetailFaults(trx, input.clientId, { products: input.products }))
  if (!(await isActiveCategory(trx, input.categoryId))) faults.categoryId = 'unknown'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (!(await mayOpenFor(trx, actor, input))) {
    const { kind } = reachOf(actor, 'claim.open')
    throw invalid({ clientId: kind === 'market' ? 'other_market' : 'not_your_client' })
  }
  return client.marketId
}

/** A client within the actor's reach, or one whose call the actor has: whoever answers takes the claim. */
const mayOpenFor = async (trx: Trx, actor: Actor, input: OpenClaimInput): Promise<boolean> => {
  if (await findServedClient(trx, reachOf(actor, 'claim.open'), input.clientId)) return true
  const interaction = input.interactionId ? await findInteraction(trx, input.interactionId) : undefined
  return interaction?.agent_id === actor.userId && interaction.client_id === input.clientId
}

/** The strictest of its clocks comes first, and drives the desk. */
const rowOf = (input: OpenClaimInput, [strictest]: ClockPlan[], custom: CustomValues) => ({
  custom: JSON.stringify(custom),
  request_id: input.requestId ?? null,
  client_id: input.clientId,
  person_id: input.personId ?? null,
  interaction_id: input.interactionId ?? null,
  category_id: input.categoryId,
  product_id: input.productId ?? mainProductOf(input.products ?? []),
  remedy_sought: input.remedySought ?? null,
  severity: input.severity,
  description: input.description,
  state: claimStates.initial,
  deadline_at: new Date((strictest as ClockPlan).deadlineAt),
})
