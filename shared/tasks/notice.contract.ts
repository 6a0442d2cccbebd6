/** What the hub tells a user, kept until read: the bell. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { message } from '../platform/message.ts'

/** Codes and values for the words; `link` is a path of the screens. */
export const noticeData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type NoticeData = z.infer<typeof noticeData>

export const notice = z.strictObject({
  id: z.uuid(),
  /** The rooms' own: `task-overdue`, `claim-escalated`; the screen has the words `notice.<kind>`. */
  kind: z.string(),
  data: noticeData,
  /** Epoch ms. */
  at: z.number().int(),
  readAt: z.number().int().nullable(),
})
export type Notice = z.infer<typeof notice>

export const bell = z.strictObject({
  unread: z.number().int(),
  /** All that are unread and the latest read ones, newest first. */
  notices: z.array(notice),
})
export type Bell = z.infer<typeof bell>

export const readNotices = endpoint({ method: 'GET', path: '/api/notices', gate: 'signed-in', reply: bell })

/** Without ids: all of them. A notice of somebody else's is left alone, silently. */
export const markNoticesRead = endpoint({
  method: 'POST',
  path: '/api/notices/read',
  gate: 'signed-in',
  body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200).optional() }),
  reply: bell,
})

/** Said to every window of the user as soon as it is committed. */
export const noticeMessage = message('notice', z.strictObject({ notice }))
