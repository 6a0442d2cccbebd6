/** The files on a claim for who sees it, and one of them on its way to them. */
import type { Response } from 'express'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { notFound } from '#server/platform/errors.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { sendStream } from '#server/platform/send-stream.ts'
import { ifMissing } from '#server/platform/storage/storage.ts'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import { isShownInline } from '#shared/claims/attachments/attachment-kinds.ts'
import { dispositionOf } from '#shared/claims/attachments/attachment-name.ts'
import { findClaim } from '../claim.store.ts'
import { reaches } from '../claim-rights.ts'
import { presentAttachment } from './attachment.present.ts'
import { attachmentsOf, findAttachment } from './attachment.store.ts'
import { readAttachmentFile } from './attachment-file.ts'
import { readLimits } from './attachment-limits.ts'

export const readAttachments = async ({ db }: Platform, actor: Actor, claimId: string) => {
  const claim = await findClaim(db, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  return {
    attachments: (await attachmentsOf(db, claimId)).map(presentAttachment),
    limits: await readLimits(db),
    mayChange: claim.closed_at === null && (await reaches(db, actor, 'claim.work', claimId)),
  }
}

/** @param save `true`: to be saved, not shown. @throws 404 unless it is ready, the storage has it and its claim is within reach */
export const sendAttachment = async (
  { db, config }: Platform,
  actor: Actor,
  of: { id: string; attachmentId: string; save: boolean },
  response: Response,
): Promise<typeof SENT> => {
  const claim = await findClaim(db, reachOf(actor, 'claim.read'), of.id)
  if (!claim) throw notFound('claim', of.id)
  const row = await findAttachment(db, of.attachmentId)
  if (row?.state !== 'ready' || row.claim_id !== of.id) throw notFound('attachment', of.attachmentId)
  const kind = row.kind ?? FILE_KIND
  const shown = isShownInline(kind) && !of.save
  const file = await readAttachmentFile(config, row.id).catch(ifMissing(notFound('attachment', row.id)))
  response.setHeader('content-security-policy', "default-src 'none'; sandbox")
  return sendStream(response, {
    file,
    kind: shown ? kind : FILE_KIND,
    bytes: row.bytes,
    disposition: dispositionOf(shown ? 'inline' : 'attachment', row.name),
  })
}
