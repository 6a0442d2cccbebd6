/**
 * Messages of the account: the Messages resource, its status callbacks, and the words that the cloud honours by itself.
 * Written from the published description alone, as the rest of this folder.
 */
import { type Answer, type Asked, NOT_FOUND, refusal } from './answer.ts'
import { type Cloud, sid } from './cloud.ts'
import { tell } from './deliver.ts'
import type { CloudMessage, Fate } from './message-box.ts'

const USUAL: Omit<Fate, 'to'> = { statuses: ['queued', 'sent', 'delivered'] }
const E164 = /^\+[1-9]\d{6,14}$/
const pair = (client: string, number: string) => `${client} ${number}`

const shown = (message: CloudMessage) => ({
  sid: message.sid,
  from: message.from,
  to: message.to,
  body: message.body,
  status: message.status,
  error_code: message.errorCode,
  direction: 'outbound-api',
  date_created: new Date(message.createdAt).toUTCString(),
})

export const answerMessages = (cloud: Cloud, asked: Asked, one?: string): Answer => {
  if (one) {
    const message = cloud.messages.sent.get(one)
    return message ? { status: 200, json: shown(message) } : NOT_FOUND
  }
  return asked.method === 'GET' ? list(cloud, asked) : create(cloud, asked)
}

const list = (cloud: Cloud, { query }: Asked): Answer => {
  const [to, from] = [query.get('To'), query.get('From')]
  const messages = [...cloud.messages.sent.values()]
    .filter((one) => one.to === (to ?? one.to) && one.from === (from ?? one.from))
    .reverse()
    .map(shown)
  return { status: 200, json: { messages, next_page_uri: null, page: 0 } }
}

const create = (cloud: Cloud, { form }: Asked): Answer => {
  const [to, from, body] = [form.get('To') ?? '', form.get('From') ?? '', form.get('Body') ?? '']
  if (!E164.test(to)) return refusal(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
  if (!cloud.numbers.has(from)) return refusal(400, 21606, `The 'From' number ${from} is not yours.`)
  if (body === '' || body.length > 1_600) return refusal(400, 21617, 'The message body is empty or too long.')
  if (cloud.messages.stopped.has(pair(to, from)))
    return refusal(400, 21610, 'Attempt to send to unsubscribed recipient')
  const message: CloudMessage = {
    sid: sid('SM'),
    from,
    to,
    body,
    status: 'queued',
    errorCode: null,
    createdAt: Date.now(),
  }
  cloud.messages.sent.set(message.sid, message)
  const callback = form.get('StatusCallback')
  if (callback) pass(cloud, message, callback)
  return { status: 201, json: shown(message) }
}

/** All at once: which arrives first is chance, as the description says. */
const pass = (cloud: Cloud, message: CloudMessage, callback: string): void => {
  const fate = cloud.messages.fates.find(({ to }) => to === message.to) ?? USUAL
  for (const status of fate.statuses) {
    const isDead = status === 'failed' || status === 'undelivered'
    message.status = status
    message.errorCode = isDead ? (fate.errorCode ?? 30008) : null
    if (fate.silent) continue
    void tell(cloud.delivery, callback, {
      AccountSid: cloud.accountSid,
      ApiVersion: '2010-04-01',
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: status,
      SmsStatus: status,
      From: message.from,
      To: message.to,
      ...(isDead && { ErrorCode: String(message.errorCode) }),
    })
  }
}

const STOPS = /^(stop|stopall|unsubscribe|cancel|end|quit)$/i
const STARTS = /^(start|yes|unstop)$/i

/** A phone writes to a number of the account. */
export const write = (cloud: Cloud, text: { from: string; to: string; body: string }): { sid: string } => {
  const { from, to, body } = text
  const number = cloud.numbers.get(to)
  if (!number) throw new Error(`${to} is no number of this account`)
  if (STOPS.test(body.trim())) cloud.messages.stopped.add(pair(from, to))
  if (STARTS.test(body.trim())) cloud.messages.stopped.delete(pair(from, to))
  const name = sid('SM')
  void tell(cloud.delivery, number.messageUrl, {
    AccountSid: cloud.accountSid,
    ApiVersion: '2010-04-01',
    MessageSid: name,
    SmsSid: name,
    SmsStatus: 'received',
    From: from,
    To: to,
    Body: body,
    NumMedia: '0',
    NumSegments: '1',
  })
  return { sid: name }
}
