/** The claim that somebody means to work, as it is now; for who changes it: follow/worked-claim.ts locks it. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { denied, notFound } from '#server/platform/errors.ts'
import { type ClaimRow, findClaim } from './claim.store.ts'

/** @throws 404 for one that is not seen; 403 for one that is seen and not worked */
export const claimToWork = async (q: Queryable, actor: Actor, id: string): Promise<ClaimRow> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  if (!(await findClaim(q, reachOf(actor, 'claim.work'), id))) throw denied('claim.work')
  return claim
}
