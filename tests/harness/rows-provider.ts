/** A voice provider without sound: it brings news of calls through the one gate, and takes the hub's orders. */
import { randomUUID } from 'node:crypto'
import { runOutbox } from '#server/platform/outbox.ts'
import { applyCallEvent, receiveArrival } from '#server/telephony/index.ts'
import type { CallEvent } from '#shared/telephony/call-event.contract.ts'
import { persist } from './persist.ts'
import type { ProcessHub } from './process-hub.ts'

const PROVIDER = 'rows'

export type RowsCall = {
  callId: string
  press(digit: string): Promise<void>
  hangUp(): Promise<void>
  interactionId(): Promise<string>
}

export type RowsProvider = {
  /** Kept before answered: once this resolves, the call may not be lost. It stands in the menu. */
  call(phone?: string): Promise<RowsCall>
  /** Into the queue of sales in Russian. */
  callToQueue(phone?: string): Promise<RowsCall>
  /** How often each order was carried out, by its key. */
  carried: ReadonlyMap<string, number>
  stop(): Promise<void>
}

type News<E = CallEvent> = E extends CallEvent ? Omit<E, 'provider' | 'eventId' | 'callId' | 'at'> : never

/** Like any provider it tells its news again until it is taken. */
export const openRowsProvider = ({ house, platform, company }: ProcessHub): RowsProvider => {
  const { db, log, clock } = platform
  const carried = new Map<string, number>()
  const outbox = runOutbox({
    db,
    log,
    carriers: { 'voice.rows': async ({ key }) => void carried.set(key, (carried.get(key) ?? 0) + 1) },
  })
  const arrive = (providerRef: string, phone: string) =>
    receiveArrival(house, {
      provider: PROVIDER,
      providerRef,
      direction: 'inbound',
      caller: phone,
      verified: true,
      clientId: null,
      language: 'ru',
      flowCode: 'main',
      mediaId: null,
      address: null,
      tokenHash: null,
      at: clock.now(),
    })
  const call = async (phone = company.client.phone): Promise<RowsCall> => {
    const ref = randomUUID()
    await persist(() => arrive(ref, phone))
    const { id: callId } = await persist(() => db('calls').where({ provider_ref: ref }).first('id'))
    const { id: legId } = await persist(() => db('legs').where({ call_id: callId }).first('id'))
    let told = 0
    const tell = (news: News): Promise<void> => {
      told += 1
      const eventId = `${ref}:${told}`
      const event = { ...news, provider: PROVIDER, eventId, callId, at: clock.now() } as CallEvent
      return persist(() => applyCallEvent(house, event))
    }
    await tell({ kind: 'leg-connected', legId })
    return {
      callId,
      press: (digit) => tell({ kind: 'digits', digits: digit }),
      hangUp: () => tell({ kind: 'hung-up' }),
      interactionId: async () =>
        (await persist(() => db('interactions').where({ call_id: callId }).first('id'))).id,
    }
  }
  return {
    call,
    callToQueue: async (phone) => {
      const made = await call(phone)
      await made.press('1')
      await made.press('1')
      return made
    },
    carried,
    stop: () => outbox.stop(),
  }
}
