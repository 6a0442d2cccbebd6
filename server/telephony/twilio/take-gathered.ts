/** The caller pressed a key, pressed nothing in time, or has heard what was said. Each is fenced by the turn it was about. */
import { applyCallEvent } from '../apply-call-event.ts'
import type { Telephony } from '../telephony.ts'
import { serveLine } from './serve-line.ts'
import { PROVIDER } from './settings.ts'
import type { TakeWebhook, Webhook } from './webhook-gate.ts'

export const takeGathered: TakeWebhook = (house, webhook) =>
  serveLine(house, webhook, async (callId) => {
    const turn = Number(webhook.query.turn)
    const base = { provider: PROVIDER, callId, at: house.clock.now(), turn }
    const digits = (webhook.params.Digits ?? '').replace(/[^0-9*#]/g, '')
    const eventId = `${webhook.ref}:${turn}`
    if (digits === '')
      await applyCallEvent(house, { ...base, kind: 'silence', eventId: `${eventId}:silence` })
    else await applyCallEvent(house, { ...base, kind: 'digits', eventId: `${eventId}:digits`, digits })
  })

export const takeSaid: TakeWebhook = (house, webhook) =>
  serveLine(house, webhook, (callId) => tellSaid(house, webhook, callId, webhook.query.turn))

/** This turn's word was heard to its end; in the queue its wait document says so. */
export const tellSaid = (
  house: Telephony,
  webhook: Webhook,
  callId: string,
  turn: string | undefined,
): Promise<void> =>
  applyCallEvent(house, {
    kind: 'said',
    provider: PROVIDER,
    eventId: `${webhook.ref}:${turn}:said`,
    callId,
    at: house.clock.now(),
    turn: Number(turn),
  })
