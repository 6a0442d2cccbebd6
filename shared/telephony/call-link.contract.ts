/** A signed link to the client's call page: whoever opens it is known as this client. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

/** How long a link may be used, ms: time for a letter to be read, not for it to be found years later. */
export const CALL_LINK_LIVES_MS = 7 * 24 * 3_600_000

/**
 * Whoever may change a card may vouch for its client. 404 for a card out of reach, or a phone that is not on it.
 * Audited: the link stands in for the client.
 */
export const issueCallLink = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/call-links',
  gate: 'client.edit',
  params: z.strictObject({ clientId: z.uuid() }),
  /** The phone that the agent is shown; null: the client without a number. */
  body: z.strictObject({ addressId: z.uuid().nullable() }),
  reply: z.strictObject({ url: z.url(), until: z.number() }),
})
