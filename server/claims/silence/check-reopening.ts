/** A later word reopens the same claim: while its client is known, it was not merged, and not too long has passed. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { conflict, type HubError } from '#server/platform/errors.ts'
import { reopenableUntil } from '#shared/claims/silence/silence.ts'
import type { ClaimRow } from '../claim.store.ts'
import { readSilenceRules } from './silence.store.ts'

/** 409 `erased`, `claim_merged` with the number it goes on under, `reopen_too_late` with the days; null: it may be. */
export const reopeningFault = async (
  q: Queryable,
  claim: ClaimRow,
  now: number,
): Promise<HubError | null> => {
  if (claim.client_erased_at) return conflict('erased')
  if (claim.merged_into) return conflict('claim_merged', { number: claim.merged_into_number })
  if (claim.closed_at === null) return null
  const rules = await readSilenceRules(q)
  return now > reopenableUntil(rules, claim.closed_at)
    ? conflict('reopen_too_late', { days: rules.reopenWithinDays })
    : null
}

/** Throws what `reopeningFault` answers. */
export const checkReopening = async (trx: Trx, claim: ClaimRow, now: number): Promise<void> => {
  const fault = await reopeningFault(trx, claim, now)
  if (fault) throw fault
}
