/** Proposes what a client is given for a claim; within the proposer's own limit it is approved at once. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { type Doing, lockRequest, noRate } from '#server/sales/index.ts'
import { tellUser } from '#server/tasks/index.ts'
import type { ProposeInput } from '#shared/claims/compensation/compensation.contract.ts'
import { isWithinLimit } from '#shared/claims/compensation/compensation.policy.ts'
import { compensationStates } from '#shared/claims/compensation/compensation.state.ts'
import { type ClaimRow, findClaim, lockClaim } from '../claim.store.ts'
import { carryCompensation, tellCompensation } from './carry-compensation.ts'
import {
  type CompensationRow,
  findByRequest,
  insertCompensation,
  readCompensationRow,
} from './compensation.store.ts'
import { listApprovers } from './limit.store.ts'
import { type Weighed, weighCompensation } from './weigh-compensation.ts'

/**
 * Throws `not_found` beyond what the actor may see, `denied` beyond their reach to propose, `closed` and `erased` (409),
 * `no_rate` (409) when the day has no rate of the currency. The same `requestId` answers what it proposed.
 */
export const proposeCompensation = async (
  trx: Trx,
  doing: Doing,
  claimId: string,
  input: ProposeInput,
): Promise<ClaimRow> => {
  const { actor, now } = doing
  if (input.requestId) await lockRequest(trx, input.requestId)
  const claim = await openClaimFor(trx, actor, claimId)
  const before = input.requestId ? await findByRequest(trx, input.requestId) : null
  if (before && (before.proposed_by !== actor.userId || before.claim_id !== claimId)) throw conflict('exists')
  if (before) return claim
  if (claim.client_erased_at) throw conflict('erased')
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  const weighed = await weighCompensation(trx, {
    ...input,
    claimId,
    proposedById: actor.userId,
    actorId: actor.userId,
    at: now,
  })
  if (weighed.amountMinor === null) throw await noRate(trx, input.currency, now)
  const row = await insertProposal(trx, doing, claim, input)
  if (isWithinLimit(weighed)) {
    const step = { move: 'approve' as const, weighed, ownLimit: true }
    await carryCompensation(trx, doing, { claim, before: row, step })
  } else await tellApprovers(trx, doing, claim, { row, weighed })
  return claim
}

const openClaimFor = async (trx: Trx, actor: Actor, claimId: string): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  if (!(await findClaim(trx, reachOf(actor, 'compensation.propose'), claimId)))
    throw denied('compensation.propose')
  return claim
}

const insertProposal = async (trx: Trx, doing: Doing, claim: ClaimRow, input: ProposeInput) => {
  const id = await insertCompensation(trx, {
    request_id: input.requestId ?? null,
    claim_id: claim.id,
    kind: input.kind,
    amount_minor: input.amountMinor,
    currency: input.currency,
    reason: input.reason,
    state: compensationStates.initial,
    proposed_by: doing.actor.userId,
    proposed_at: new Date(doing.now),
  })
  const row = await readCompensationRow(trx, id)
  await tellCompensation(trx, doing, claim, { row, move: 'propose', from: null })
  return row
}

/** Those whose limit reaches all that the claim would then have been given. */
const tellApprovers = async (
  trx: Trx,
  { actor, now }: Doing,
  claim: ClaimRow,
  { row, weighed }: { row: CompensationRow; weighed: Weighed },
): Promise<void> => {
  const approvers = await listApprovers(trx, {
    houseMinor: (weighed.spentMinor ?? 0) + (weighed.amountMinor ?? 0),
    house: weighed.house.houseCurrency,
    marketId: claim.market_id,
    besides: actor.userId,
  })
  for (const userId of approvers) {
    await tellUser(trx, {
      userId,
      kind: 'compensation-proposed',
      key: `compensation-proposed:${row.id}`,
      data: {
        claimId: claim.id,
        number: claim.number,
        client: claim.client_name,
        link: `/claims/${claim.id}`,
      },
      at: now,
    })
  }
}
