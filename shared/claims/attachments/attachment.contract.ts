/** Files on a claim, over HTTP. Who sees the claim sees them. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { attachmentStates } from './attachment.state.ts'

export const FILE_KIND = 'application/octet-stream'

const person = z.object({ id: z.uuid(), name: z.string() })
const claimId = z.strictObject({ id: z.uuid() })
const both = z.strictObject({ id: z.uuid(), attachmentId: z.uuid() })

export const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** A media type, by content. */
  kind: z.string(),
  bytes: z.int(),
  /** Of its bytes, hexadecimal. */
  sha256: z.string(),
  state: z.enum(attachmentStates.states),
  origin: z.enum(['house', 'client']),
  /** Null: the client. */
  addedBy: person.nullable(),
  addedAt: z.number(),
  /** When a scanner found nothing in it, or something; null where none is set. */
  scannedAt: z.number().nullable(),
  found: z.string().nullable(),
  removedBy: person.nullable(),
  removedAt: z.number().nullable(),
  removalReason: z.string().nullable(),
})
export type Attachment = z.infer<typeof attachment>

/** What a client sees of a file that they have put onto their claim. */
export const clientFile = attachment
  .pick({ id: true, name: true, bytes: true, addedAt: true })
  .extend({ state: z.enum(['quarantine', 'ready', 'refused']) })
export type ClientFile = z.infer<typeof clientFile>

export const attachmentLimits = z.object({
  /** Of one file. */
  bytes: z.int(),
  /** On one claim. */
  count: z.int(),
})
export type AttachmentLimits = z.infer<typeof attachmentLimits>

export const attachmentList = z.object({
  /** In the order they came. */
  attachments: z.array(attachment),
  limits: attachmentLimits,
  /** May the reader add to them and take off? */
  mayChange: z.boolean(),
})

export const listAttachments = endpoint({
  method: 'GET',
  path: '/api/claims/:id/attachments',
  gate: 'claim.read',
  params: claimId,
  reply: attachmentList,
})

/** 413 `too_large`; 409 `too_many_files`, `closed`; 422 at `file`: `bad_kind_of_file`, `nothing_in_file`. */
export const addAttachment = endpoint({
  method: 'POST',
  path: '/api/claims/:id/attachments',
  gate: 'claim.work',
  takes: { kind: FILE_KIND, limit: 'streamed' },
  params: claimId,
  query: z.strictObject({ name: z.string().min(1).max(300) }),
  reply: attachment,
})

/** Shown in the page only where that is harmless and nothing else was asked for; 404 unless it is ready. */
export const readAttachment = endpoint({
  method: 'GET',
  path: '/api/claims/:id/attachments/:attachmentId/content',
  gate: 'claim.read',
  media: FILE_KIND,
  params: both,
  query: z.strictObject({ save: z.literal('1').optional() }),
  reply: z.undefined(),
})

/** 409 `gone_already`, `held` while a legal hold stands on the client. */
export const removeAttachment = endpoint({
  method: 'POST',
  path: '/api/claims/:id/attachments/:attachmentId/remove',
  gate: 'claim.work',
  params: both,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  reply: attachment,
})
