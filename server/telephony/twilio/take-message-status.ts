/** The provider says how a message of ours stands: in no promised order, late, or twice; the table of moves sorts it out. */
import type { MessageNews } from '#shared/telephony/message-port.contract.ts'
import type { Telephony } from '../telephony.ts'
import { faultOfCode } from './message-faults.ts'
import { PROVIDER } from './settings.ts'
import type { TakeWebhook } from './webhook-gate.ts'

/** Source: "Message resource: message status values". What is not here is no news to us. */
const STATES: Record<string, MessageNews['state']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const takeMessageStatus: TakeWebhook = async (house: Telephony, { params, query, ref, messageId }) => {
  const state = STATES[params.MessageStatus ?? '']
  const attempt = Number(query.attempt)
  if (!state || !UUID.test(messageId) || !Number.isInteger(attempt)) return null
  const isDead = state === 'undelivered' || state === 'failed'
  const faultCode = isDead ? (params.ErrorCode ?? null) : null
  await house.messages.moved({
    messageId,
    attempt,
    provider: PROVIDER,
    ref: ref || null,
    state,
    fault: isDead ? faultOfCode(faultCode) : null,
    faultCode,
    at: house.clock.now(),
  })
  return null
}
