/** Puts a claim under another kind: it was taken for something that it is not. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import { type ClaimRow, readClaimRow, updateClaim } from './claim.store.ts'
import { factsOf, showOnCard } from './claim-facts.ts'
import { lockClaimToWork } from './claim-to-work.ts'
import { reviseClocks } from './clocks/replan-clocks.ts'
import { isActiveCategory } from './policy.store.ts'

/**
 * Throws as `lockClaimToWork`; 409 `stale`, `closed`; 422 `categoryId: unknown`. The kind that it has already leaves no trace;
 * another has its own deadlines.
 */
export const putCategory = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  { categoryId, version }: { categoryId: string; version: number },
): Promise<ClaimRow> => {
  const claim = await lockClaimToWork(trx, actor, id)
  if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  if (claim.category_id === categoryId) return claim
  if (!(await isActiveCategory(trx, categoryId))) throw invalid({ categoryId: 'unknown' })
  if (!(await updateClaim(trx, claim, { category_id: categoryId })))
    throw conflict('stale', { version: claim.version, state: claim.state })
  await reviseClocks(trx, await readClaimRow(trx, id), { actorId: actor.userId, now })
  const after = await readClaimRow(trx, id)
  await appendEvent(trx, claimEdited, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { ...factsOf(after), changed: ['category'] },
  })
  await showOnCard(trx, after)
  return after
}
