/** How large a file on a claim may be, and how many one claim may hold. */
import type { Queryable } from '#server/platform/database.ts'
import type { AttachmentLimits } from '#shared/claims/attachments/attachment.contract.ts'
import { attachmentLimitsSet } from '#shared/claims/attachments/attachment.events.ts'
import { limitsState, type SetLimits } from '#shared/claims/attachments/attachment-limits.contract.ts'
import { type ClaimSetting, readVersioned } from '../settings/claim-setting.ts'

const BYTES = 1_000_000

export const limitsSetting: ClaimSetting<SetLimits> = {
  key: 'claims.attachment-limits',
  kind: 'attachment-limits',
  subjectId: '00000000-0000-7000-8000-000000000004',
  event: attachmentLimitsSet,
  state: limitsState,
  /** A photograph of a telephone is some 5 MB, a scanned contract some 20. */
  usual: { megabytes: 25, count: 50 },
}

export const readLimits = async (q: Queryable): Promise<AttachmentLimits> => {
  const { megabytes, count } = await readVersioned(q, limitsSetting)
  return { bytes: megabytes * BYTES, count }
}
