/** The gates of whatever a handler does to the clocks of a claim. */
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { ClaimRow } from '../claim.store.ts'
import { lockClaimToWork } from '../claim-to-work.ts'

/** Locked. Throws `not_found` beyond what is seen, `denied` beyond what is worked, 409 `stale`. */
export const lockClaimAtWork = async (
  trx: Trx,
  actor: Actor,
  id: string,
  version: number,
): Promise<ClaimRow> => {
  const claim = await lockClaimToWork(trx, actor, id)
  if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
  return claim
}
