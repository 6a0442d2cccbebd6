/**
 * Carries messages out over the provider's REST side, which knows no key to tell a repeat by: where an answer may have been
 * lost, the provider is asked what it has before it is told again.
 */
import {
  type MessageNews,
  type MessageToSend,
  messageOrder,
} from '#shared/telephony/message-port.contract.ts'
import type { Carrier } from '../../platform/outbox.ts'
import type { Telephony } from '../telephony.ts'
import { faultOfCode } from './message-faults.ts'
import { CLOCKS_DIFFER_MS, judge, restOf } from './rest.ts'
import { type Account, isAccount, PROVIDER, readSettings } from './settings.ts'
import { urlsOf } from './urls.ts'

/** A network that is away for so many tries, nearly ten minutes, has failed: a person sends it again. */
const TRIES = 10
const LOOKED_THROUGH = 50
const DEAD: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled'])

type Outcome = Pick<MessageNews, 'state' | 'ref' | 'fault' | 'faultCode'>

export const messageCarrier =
  (house: Telephony): Carrier =>
  async ({ payload, attempts }) => {
    const order = messageOrder.parse(payload)
    const message = await house.messages.toSend(order)
    if (!message) return { skipped: true }
    const account = await readSettings(house)
    const outcome: Outcome = isAccount(account)
      ? await send(account, message, { ...order, tries: attempts })
      : failed('no-network', null)
    await house.messages.moved({ ...order, ...outcome, provider: PROVIDER, at: house.clock.now() })
    return { ref: outcome.ref }
  }

const failed = (fault: Outcome['fault'], faultCode: string | null): Outcome => ({
  state: 'failed',
  ref: null,
  fault,
  faultCode,
})

/** Throws what is worth another try. */
const send = async (
  account: Account,
  message: MessageToSend,
  { messageId, attempt, tries }: { messageId: string; attempt: number; tries: number },
): Promise<Outcome> => {
  try {
    const client = await restOf(account)
    const known = tries > 1 ? await takenBefore(client, message) : null
    const { sid } =
      known ??
      (await client.messages.create({
        to: message.to,
        from: message.from,
        body: message.text,
        statusCallback: urlsOf(account.publicUrl).messageStatus(messageId, attempt),
      }))
    return { state: 'accepted', ref: sid, fault: null, faultCode: null }
  } catch (error) {
    const refusal = judge(error)
    if (refusal === 'again' && tries < TRIES) throw error
    const { code } = error as { code?: number | string }
    const faultCode = code === undefined ? null : String(code)
    if (refusal === 'again') return failed('network-away', faultCode)
    const fault = faultOfCode(faultCode)
    return failed(fault === 'unknown' ? 'refused' : fault, faultCode)
  }
}

/** The same words to the same phone, taken since they were written, and no other message of ours. */
const takenBefore = async (
  client: Awaited<ReturnType<typeof restOf>>,
  { to, from, text, writtenAt, otherRefs }: MessageToSend,
): Promise<{ sid: string } | null> => {
  const taken = await client.messages.list({ to, from, limit: LOOKED_THROUGH })
  const since = writtenAt - CLOCKS_DIFFER_MS
  return (
    taken.find(
      ({ sid, body, status, dateCreated }) =>
        body === text &&
        // An earlier attempt that a person has sent again.
        !DEAD.has(status) &&
        dateCreated.getTime() >= since &&
        !otherRefs.includes(sid),
    ) ?? null
  )
}
