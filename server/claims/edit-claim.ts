/** Writes what became known later into the fields that an administrator added to claims. */
import { judgeCustom } from '#server/organisation/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import { customKey, withChange } from '#shared/organisation/custom-value.ts'
import { type ClaimRow, readClaimRow, updateClaim } from './claim.store.ts'
import { factsOf } from './claim-facts.ts'
import { lockClaimToWork } from './claim-to-work.ts'

/** Throws as `moveClaim`; `closed` (409) for a closed claim. An edit that changes nothing leaves no trace. */
export const editClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  { custom: given, version }: { custom: Record<string, unknown>; version: number },
): Promise<ClaimRow> => {
  const claim = await lockClaimToWork(trx, actor, id)
  if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  const change = await judgeCustom(trx, 'claim', { held: claim.custom, given, asked: false })
  const changed = Object.keys(change).map(customKey)
  if (changed.length === 0) return claim
  const custom = JSON.stringify(withChange(claim.custom, change))
  if (!(await updateClaim(trx, claim, { custom })))
    throw conflict('stale', { version: claim.version, state: claim.state })
  const after = await readClaimRow(trx, id)
  await appendEvent(trx, claimEdited, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { ...factsOf(after), changed },
  })
  return after
}
