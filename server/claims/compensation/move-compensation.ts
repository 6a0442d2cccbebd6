/** Decides about a proposed compensation, or takes an approved one back. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { type Doing, noRate } from '#server/sales/index.ts'
import { tellUser } from '#server/tasks/index.ts'
import type { MoveCompensationInput } from '#shared/claims/compensation/compensation.contract.ts'
import { hindranceTo, permissionForCompensation } from '#shared/claims/compensation/compensation.policy.ts'
import { type CompensationMove, compensationStates } from '#shared/claims/compensation/compensation.state.ts'
import { type ClaimRow, findClaim, lockClaim } from '../claim.store.ts'
import { carryCompensation } from './carry-compensation.ts'
import { type CompensationRow, claimOfCompensation, lockCompensation } from './compensation.store.ts'
import { type Weighed, weighCompensation } from './weigh-compensation.ts'

/**
 * Throws `not_found` beyond what the actor may see, `denied` without the move's own right, `stale` (409) for another
 * version, `move_not_allowed` (409) from this state, and what hinders this person: `own_proposal`, `not_own_proposal`,
 * `over_limit`, `no_rate` (409). `erased` (409): nobody knows any more whom the money would go to.
 */
export const moveCompensation = async (
  trx: Trx,
  doing: Doing,
  id: string,
  input: MoveCompensationInput,
): Promise<ClaimRow> => {
  const { actor, now } = doing
  const claimId = await claimOfCompensation(trx, id)
  const claim = claimId ? await lockClaim(trx, reachOf(actor, 'claim.read'), claimId) : null
  if (!claim) throw notFound('compensation', id)
  await checkRight(trx, actor, claim, input.move)
  const before = await lockCompensation(trx, id)
  if (before.version !== input.version)
    throw conflict('stale', { version: before.version, state: before.state })
  if (!compensationStates.allowed(before.state, input.move))
    throw conflict('move_not_allowed', { move: input.move, state: before.state })
  if (input.move === 'approve' && claim.client_erased_at) throw conflict('erased')
  const weighed = await weighCompensation(trx, {
    claimId: claim.id,
    amountMinor: before.amount_minor,
    currency: before.currency,
    proposedById: before.proposed_by,
    actorId: actor.userId,
    at: now,
  })
  await checkHindrance(trx, input.move, weighed, { currency: before.currency, now })
  const reason = 'reason' in input ? { reason: input.reason } : {}
  const step = { move: input.move, ...reason, weighed, ownLimit: false }
  const after = await carryCompensation(trx, doing, { claim, before, step })
  await tellProposer(trx, doing, claim, after)
  return claim
}

const checkRight = async (trx: Trx, actor: Actor, claim: ClaimRow, move: CompensationMove): Promise<void> => {
  const permission = permissionForCompensation[move]
  if (!(await findClaim(trx, reachOf(actor, permission), claim.id))) throw denied(permission)
}

const checkHindrance = async (
  trx: Trx,
  move: CompensationMove,
  weighed: Weighed,
  { currency, now }: { currency: string; now: number },
): Promise<void> => {
  switch (hindranceTo(move, weighed)) {
    case 'own_proposal':
      throw conflict('own_proposal')
    case 'not_own_proposal':
      throw conflict('not_own_proposal')
    case 'over_limit':
      throw conflict('over_limit', { limitMinor: weighed.limitMinor, currency: weighed.house.houseCurrency })
    case 'no_rate':
      throw await noRate(trx, currency, now)
    default:
  }
}

const tellProposer = async (
  trx: Trx,
  { actor, now }: Doing,
  claim: ClaimRow,
  row: CompensationRow,
): Promise<void> => {
  if (row.proposed_by === actor.userId) return
  await tellUser(trx, {
    userId: row.proposed_by,
    kind: `compensation-${row.state}`,
    key: `compensation-${row.state}:${row.id}`,
    data: { claimId: claim.id, number: claim.number, client: claim.client_name, link: `/claims/${claim.id}` },
    at: now,
  })
}
