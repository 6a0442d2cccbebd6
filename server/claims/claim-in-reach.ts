/** A claim that the actor works, locked: for what is put on it and moves nothing. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { type ClaimRow, findClaim, lockClaim } from './claim.store.ts'

/** @throws 404 beyond what the actor sees, 403 beyond what they work, 409 `erased` */
export const workedClaim = async (trx: Trx, actor: Actor, id: string): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  if (!(await findClaim(trx, reachOf(actor, 'claim.work'), id))) throw denied('claim.work')
  if (claim.client_erased_at) throw conflict('erased')
  return claim
}
