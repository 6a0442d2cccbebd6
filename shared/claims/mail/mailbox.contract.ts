/** The mailboxes that clients write about claims to, one for a market, as an administrator sets them up. No password leaves the server. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'

const line = z.string().trim().min(1).max(200)
const marketId = z.strictObject({ marketId: z.uuid() })

export const mailbox = z.object({
  market: z.object({ id: z.uuid(), code: z.string(), nameRu: z.string(), nameEn: z.string() }),
  /** Null: this market has none. */
  box: z
    .object({
      address: z.string(),
      host: z.string(),
      port: z.int(),
      secure: z.boolean(),
      account: z.string(),
      folder: z.string(),
      active: z.boolean(),
      hasPassword: z.boolean(),
      /** Epoch ms of the last reading that went well. */
      readAt: z.number().nullable(),
      fault: z.string().nullable(),
      version: z.int(),
    })
    .nullable(),
})
export type Mailbox = z.infer<typeof mailbox>

const mailboxes = z.object({ mailboxes: z.array(mailbox) })

export const readMailboxes = endpoint({
  method: 'GET',
  path: '/api/mailboxes',
  gate: 'organisation.manage',
  reply: mailboxes,
})

/** `version` 0: there was none. A password that is left out stays. 409 `stale`; 404 for an unknown market. */
export const putMailbox = endpoint({
  method: 'PUT',
  path: '/api/mailboxes/:marketId',
  gate: 'organisation.manage',
  params: marketId,
  body: z.strictObject({
    address: z.email(),
    host: line,
    port: z.int().min(1).max(65_535),
    secure: z.boolean(),
    account: line,
    password: z.string().min(1).max(500).optional(),
    folder: line,
    active: z.boolean(),
    version: z.int().min(0),
  }),
  reply: mailboxes,
})

/** Signs in to the mail server as it is set up. 404 where none is. */
export const checkMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/:marketId/check',
  gate: 'organisation.manage',
  params: marketId,
  reply: z.object({ fault: z.string().nullable() }),
})
