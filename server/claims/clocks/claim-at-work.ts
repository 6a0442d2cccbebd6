/** The gates of whatever a handler does to the clocks of a claim. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { type ClaimRow, findClaim, lockClaim } from '../claim.store.ts'

/** Locked. Throws `not_found` beyond what is seen, `denied` beyond what is worked, 409 `stale`. */
export const lockClaimAtWork = async (
  trx: Trx,
  actor: Actor,
  id: string,
  version: number,
): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  if (!(await findClaim(trx, reachOf(actor, 'claim.work'), id))) throw denied('claim.work')
  if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
  return claim
}
