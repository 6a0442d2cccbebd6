/** Takes a file off a claim: what it was and why it went stays, its bytes go. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Attachment } from '#shared/claims/attachments/attachment.contract.ts'
import { workedClaim } from '../claim-to-work.ts'
import { presentAttachment } from './attachment.present.ts'
import { findAttachment, isHeld } from './attachment.store.ts'
import { stepAttachment } from './step-attachment.ts'

/** @throws 409 `gone_already`; 409 `held` while a legal hold stands; 409 `closed`, `erased`; 403; 404 */
export const removeAttachment = (
  platform: Platform,
  actor: Actor,
  { id, attachmentId, reason }: { id: string; attachmentId: string; reason: string },
): Promise<Attachment> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const claim = await workedClaim(trx, actor, id)
    const row = await findAttachment(trx, attachmentId)
    if (row?.claim_id !== id || row.state === 'arriving') throw notFound('attachment', attachmentId)
    if (claim.closed_at) throw conflict('closed', { state: claim.state })
    if (await isHeld(trx, id)) throw conflict('held')
    const facts = { removed_by: actor.userId, removed_at: new Date(at), removal_reason: reason }
    if (!(await stepAttachment(trx, row, { move: 'remove', actorId: actor.userId, at, facts })))
      throw conflict('gone_already', { state: row.state })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'attachment.remove',
      outcome: 'ok',
      subjectKind: 'claim',
      subjectId: id,
      data: { attachmentId, kind: row.kind, bytes: row.bytes, sha256: row.sha256 },
    })
    return presentAttachment((await findAttachment(trx, attachmentId))!)
  })
