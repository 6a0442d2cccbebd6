/** The claim that somebody means to work: within what they see, and within what they work. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { type ClaimRow, findClaim, lockClaim } from './claim.store.ts'

const toWork = async (q: Queryable, actor: Actor, id: string, seen: ClaimRow | null): Promise<ClaimRow> => {
  if (!seen) throw notFound('claim', id)
  if (!(await findClaim(q, reachOf(actor, 'claim.work'), id))) throw denied('claim.work')
  return seen
}

/** As it is now. @throws 404 for one that is not seen; 403 for one that is seen and not worked */
export const claimToWork = async (q: Queryable, actor: Actor, id: string): Promise<ClaimRow> =>
  toWork(q, actor, id, await findClaim(q, reachOf(actor, 'claim.read'), id))

/** As `claimToWork`, and nobody else changes it until the transaction ends. */
export const lockClaimToWork = async (trx: Trx, actor: Actor, id: string): Promise<ClaimRow> =>
  toWork(trx, actor, id, await lockClaim(trx, reachOf(actor, 'claim.read'), id))

/** As `lockClaimToWork`, on its client's behalf. @throws 409 `erased`: nobody knows the client any more */
export const workedClaim = async (trx: Trx, actor: Actor, id: string): Promise<ClaimRow> => {
  const claim = await lockClaimToWork(trx, actor, id)
  if (claim.client_erased_at) throw conflict('erased')
  return claim
}
