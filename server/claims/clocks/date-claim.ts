/** When the client sent the claim and handed it over in form becomes known: clocks that count from there begin there. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import { readClaimRow, updateClaim } from '../claim.store.ts'
import { factsOf, showOnCard } from '../claim-facts.ts'
import { lockClaimAtWork } from './claim-at-work.ts'
import { reviseClocks } from './revise-clocks.ts'

const dateOrNull = (at: number | null) => (at === null ? null : new Date(at))

/** Throws 409 `stale`, `closed`; 422 for what has not been yet, or was sent after it was received. The same dates leave no trace. */
export const dateClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  { sentAt, presentedAt, version }: { sentAt: number | null; presentedAt: number | null; version: number },
): Promise<void> => {
  const claim = await lockClaimAtWork(trx, actor, id, version)
  if (claim.closed_at !== null) throw conflict('closed', { state: claim.state })
  if (sentAt !== null && sentAt > claim.opened_at) throw invalid({ sentAt: 'after_received' })
  if (presentedAt !== null && presentedAt > now) throw invalid({ presentedAt: 'in_future' })
  const changed = [
    ...(sentAt === claim.sent_at ? [] : ['sentAt']),
    ...(presentedAt === claim.presented_at ? [] : ['presentedAt']),
  ]
  if (changed.length === 0) return
  const dates = { sent_at: dateOrNull(sentAt), presented_at: dateOrNull(presentedAt) }
  if (!(await updateClaim(trx, claim, dates))) throw conflict('stale', { version: claim.version })
  await reviseClocks(trx, await readClaimRow(trx, id), { actorId: actor.userId, now })
  const after = await readClaimRow(trx, id)
  const data = { ...factsOf(after), changed }
  await appendEvent(trx, claimEdited, { subjectId: id, actorId: actor.userId, at: now, data })
  await showOnCard(trx, after)
}
