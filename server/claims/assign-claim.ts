/** Gives a claim its handler: one takes a free claim oneself, or passes it on. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimAssigned } from '#shared/claims/claim.events.ts'
import { type ClaimRow, findClaim, lockClaim, readClaimRow, updateClaim } from './claim.store.ts'
import { factsOf, showOnCard } from './claim-facts.ts'
import { mayHandle } from './handler.store.ts'

/** Throws as `moveClaim`; `closed` (409) for a closed claim; `invalid` when that user may not handle it. */
export const assignClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: { handlerId: string; version: number },
): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  await checkRight(trx, actor, claim, input.handlerId)
  if (claim.version !== input.version) throw conflict('stale', { version: claim.version, state: claim.state })
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  if (claim.handler_id === input.handlerId) return claim
  if (!(await mayHandle(trx, input.handlerId, claim.market_id)))
    throw invalid({ handlerId: 'may_not_handle' })
  return handOver(trx, claim, { handlerId: input.handlerId, actorId: actor.userId, now })
}

/**
 * The claim is locked, open, and may be handled by them. @param to `actorId` null: the hub itself; `untold`: they are not
 * told of each, for many come at once
 * @throws 409 `stale`
 */
export const handOver = async (
  trx: Trx,
  claim: ClaimRow,
  to: { handlerId: string; actorId: string | null; now: number; untold?: true },
): Promise<ClaimRow> => {
  const { handlerId, actorId, now } = to
  const assigned = await updateClaim(trx, claim, { handler_id: handlerId })
  if (!assigned) throw conflict('stale', { version: claim.version, state: claim.state })
  const after = await readClaimRow(trx, claim.id)
  await appendEvent(trx, claimAssigned, {
    subjectId: claim.id,
    actorId,
    at: now,
    data: { ...factsOf(after), previousHandlerId: claim.handler_id },
  })
  await showOnCard(trx, after)
  if (handlerId !== actorId && !to.untold) await tellHandler(trx, after, now)
  return after
}

/** A free claim may be taken by whoever sees it and works claims; anything else needs it in one's reach. */
const checkRight = async (trx: Trx, actor: Actor, claim: ClaimRow, handlerId: string): Promise<void> => {
  const reach = reachOf(actor, 'claim.work')
  if (!claim.handler_id && handlerId === actor.userId) return
  if (!(await findClaim(trx, reach, claim.id))) throw denied('claim.work')
}

const tellHandler = async (trx: Trx, claim: ClaimRow, now: number): Promise<void> => {
  await tellUser(trx, {
    userId: claim.handler_id as string,
    kind: 'claim-assigned',
    key: `claim-assigned:${claim.id}:${claim.version}`,
    data: {
      claimId: claim.id,
      number: claim.number,
      client: claim.client_name,
      severity: claim.severity,
      deadlineAt: claim.deadline_at,
      link: `/claims/${claim.id}`,
    },
    at: now,
  })
}
