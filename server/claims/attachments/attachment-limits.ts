/** How large a file on a claim may be, and how many one claim may hold. */
import type { Queryable } from '#server/platform/database.ts'
import type { AttachmentLimits } from '#shared/claims/attachments/attachment.contract.ts'
import { keptLimits } from './attachment.store.ts'

/** While nobody has said otherwise: a photograph of a telephone is some 5 MB, a scanned contract some 20. */
export const USUAL_LIMITS: AttachmentLimits = { bytes: 25_000_000, count: 50 }

export const readLimits = async (q: Queryable): Promise<AttachmentLimits> => {
  const kept = await keptLimits(q)
  return kept ? { bytes: kept.bytes, count: kept.count } : USUAL_LIMITS
}
