/** SQL of closings: one row each, so that what was closed on a day stays closed on it. */
import type { Trx } from '#server/platform/database.ts'
import type { ClosingGround } from '#shared/claims/claim.state.ts'

/** What a move means for them; the claim is locked, and still as it was. `at` in epoch ms. */
export const keepClosing = async (
  trx: Trx,
  claim: { id: string; closed_at: number | null },
  { ground, at }: { ground: ClosingGround | null; at: number },
): Promise<void> => {
  if (ground) {
    await trx('claim_closings').insert({ claim_id: claim.id, closed_at: new Date(at), ground })
  } else if (claim.closed_at !== null) {
    await trx('claim_closings')
      .where({ claim_id: claim.id })
      .whereNull('reopened_at')
      .update({ reopened_at: new Date(at) })
  }
}
