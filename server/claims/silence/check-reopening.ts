/** A later word reopens the same claim: while its client is known, it was not merged, and not too long has passed. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { reopenableUntil } from '#shared/claims/silence/silence.ts'
import type { ClaimRow } from '../claim.store.ts'
import { readSilenceRules } from './silence.store.ts'

/** Throws `erased`, `claim_merged` with the number it goes on under, `reopen_too_late` with the days (409). */
export const checkReopening = async (trx: Trx, claim: ClaimRow, now: number): Promise<void> => {
  if (claim.client_erased_at) throw conflict('erased')
  if (claim.merged_into) throw conflict('claim_merged', { number: claim.merged_into_number })
  const rules = await readSilenceRules(trx)
  if (claim.closed_at !== null && now > reopenableUntil(rules, claim.closed_at))
    throw conflict('reopen_too_late', { days: rules.reopenWithinDays })
}
