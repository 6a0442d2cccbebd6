/** How large a file on a claim may be, and how many one claim may hold: set by whoever sets the organisation up. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { versionsOf } from '../../platform/versions.contract.ts'

/** What fits a disk and the patience of a page; a file beyond it is a matter for other ways. */
export const LIMIT_BOUNDS = { megabytes: { min: 1, max: 500 }, count: { min: 1, max: 500 } } as const

const gate = 'organisation.manage'
const bounded = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max)
const limits = {
  /** Of one file, in millions of bytes. */
  megabytes: bounded(LIMIT_BOUNDS.megabytes),
  count: bounded(LIMIT_BOUNDS.count),
}

export const limitsState = z.strictObject(limits)
export type SetLimits = z.infer<typeof limitsState>
export const limitsView = z.strictObject({ version: z.number().int(), ...limits })
export type LimitsView = z.infer<typeof limitsView>

export const readAttachmentLimits = endpoint({
  method: 'GET',
  path: '/api/attachment-limits',
  gate,
  reply: limitsView,
})

/** What is on claims already stays. 409 `changed_meanwhile` with `current`. */
export const editAttachmentLimits = endpoint({
  method: 'PUT',
  path: '/api/attachment-limits',
  gate,
  body: z.strictObject({ version: z.number().int().min(0), ...limits }),
  reply: limitsView,
})

export const attachmentLimitsVersions = versionsOf('/api/attachment-limits', gate, z.strictObject({}))
