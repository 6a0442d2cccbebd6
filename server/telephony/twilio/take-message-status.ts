/** The provider says how a message of ours stands: in no promised order, late, or twice; the table of moves sorts it out. */
import type { MessageNews } from '#shared/telephony/message-port.contract.ts'
import type { Telephony } from '../telephony.ts'
import { faultOfCode } from './message-faults.ts'
import { PROVIDER } from './settings.ts'
import { isOurId } from './urls.ts'
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

/** Null for what is no news to us. */
export const newsOf = (told: {
  messageId: string
  attempt: number
  ref: string | null
  status: string
  /** Of an end that is none. */
  code: string | null
  at: number
}): MessageNews | null => {
  const { messageId, attempt, ref, at } = told
  const state = STATES[told.status]
  if (!state) return null
  const isDead = state === 'undelivered' || state === 'failed'
  const faultCode = isDead ? told.code : null
  const fault = isDead ? faultOfCode(faultCode) : null
  return { messageId, attempt, provider: PROVIDER, ref, state, fault, faultCode, at }
}

export const takeMessageStatus: TakeWebhook = async (house: Telephony, { params, query, ref, messageId }) => {
  const attempt = Number(query.attempt)
  if (!isOurId(messageId) || !Number.isInteger(attempt)) return null
  const { MessageStatus: status = '', ErrorCode: code = null } = params
  const news = newsOf({ messageId, attempt, ref: ref || null, status, code, at: house.clock.now() })
  if (news) await house.messages.moved(news)
  return null
}
