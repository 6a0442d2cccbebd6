/** A claim that was merged goes on in another: nobody reads on the first any more. */
import type { Trx } from '#server/platform/database.ts'
import { type ClaimRow, lockClaimOfHub } from '../claim.store.ts'

/** With the claim locked; the one it goes on in, locked too, or itself. */
export const whereItGoesOn = async (trx: Trx, claim: ClaimRow): Promise<ClaimRow> => {
  const into = claim.merged_into && (await lockClaimOfHub(trx, claim.merged_into))
  return into ? whereItGoesOn(trx, into) : claim
}
