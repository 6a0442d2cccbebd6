/** A call that has reached the sales queue, with rows and without sound: for what is about routing alone. */
import { randomUUID } from 'node:crypto'
import { applyCallEvent, receiveArrival } from '#server/telephony/index.ts'
import type { Hub } from './hub.ts'
import { type Desk, openDeskOf } from './parties.ts'

export type SilentCall = { callId: string; interactionId: string }

export const callSilently = async (
  hub: Hub,
  caller: string | null = hub.company.client.phone,
): Promise<SilentCall> => {
  const ref = randomUUID()
  const arrival = await receiveArrival(hub.app.house, {
    provider: 'rows',
    providerRef: ref,
    direction: 'inbound',
    caller,
    verified: true,
    clientId: null,
    language: 'ru',
    flowCode: 'main',
    mediaId: null,
    address: null,
    tokenHash: null,
    at: hub.clock.now(),
  })
  if (!arrival) throw new Error('a fresh call was taken for a repeat')
  const { call, leg } = arrival
  const base = { provider: 'rows', callId: call.id, at: hub.clock.now() }
  await applyCallEvent(hub.app.house, { ...base, kind: 'leg-connected', eventId: `${ref}:1`, legId: leg.id })
  await applyCallEvent(hub.app.house, { ...base, kind: 'digits', eventId: `${ref}:2`, digits: '1' })
  await applyCallEvent(hub.app.house, { ...base, kind: 'digits', eventId: `${ref}:3`, digits: '1' })
  const { id } = await hub.platform.db('interactions').where({ call_id: call.id }).first('id')
  return { callId: call.id, interactionId: id }
}

/** The client goes. */
export const hangUpSilently = (hub: Hub, callId: string): Promise<void> =>
  applyCallEvent(hub.app.house, {
    kind: 'hung-up',
    provider: 'rows',
    eventId: randomUUID(),
    callId,
    at: hub.clock.now(),
  })

/** The first agent at the desk, talking with the client of such a call. */
export const talkSilently = async (hub: Hub): Promise<SilentCall & { desk: Desk }> => {
  const desk = await openDeskOf(hub, 'agent')
  await desk.available()
  const call = await callSilently(hub)
  await desk.ring()
  await desk.accept()
  return { desk, ...call }
}
