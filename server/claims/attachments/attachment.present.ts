/** What of a file on a claim leaves the server. */
import type { Attachment } from '#shared/claims/attachments/attachment.contract.ts'
import { personOf } from '../person.present.ts'
import type { AttachmentRow } from './attachment.store.ts'

export const presentAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id,
  name: row.name,
  kind: row.kind ?? '',
  bytes: row.bytes ?? 0,
  sha256: row.sha256 ?? '',
  state: row.state,
  origin: row.origin,
  addedBy: personOf(row.added_by, row.added_by_name),
  addedAt: row.added_at,
  scannedAt: row.scanned_at,
  found: row.found,
  removedBy: personOf(row.removed_by, row.removed_by_name),
  removedAt: row.removed_at,
  removalReason: row.removal_reason,
})
