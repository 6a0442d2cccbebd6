/** The two ends of a call without browsers: a caller's page and an agent's desk, over the real sockets with real sound. */
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import {
  createVoicePeer,
  toneSource,
  type VoicePeer,
} from '#server/telephony/web-voice/media/testing/voice-peer.ts'
import { openDesk, proveDesk } from '#shared/agents/agent.contract.ts'
import type { Ack, SocketCommand } from '#shared/platform/message.ts'
import { type DeskState, deskStateMessage } from '#shared/routing/desk.contract.ts'
import {
  CALLER_NAMESPACE,
  type CallerState,
  callerDigit,
  callerHangUp,
  callerOffer,
  callerStateMessage,
  dial,
  legOffer,
  rejoin,
} from '#shared/telephony/web-call.contract.ts'
import type { UserName } from './company.ts'
import { eventually, type Hub } from './hub.ts'
import type { Visitor } from './visitor.ts'

const ask = async <I, R>(socket: Socket, command: SocketCommand<I, R>, input: I): Promise<R> => {
  const ack = (await socket.timeout(10_000).emitWithAck(command.name, input)) as Ack<R>
  if (!ack.ok) throw Object.assign(new Error(`${command.name}: ${ack.error.code}`), { error: ack.error })
  return ack.result
}

/** Where the parties come to: any hub with an address and people. */
export type Place = Pick<Hub, 'url' | 'as'>

/** A line that comes back soon, as the screens' does. */
const LINE = { transports: ['websocket'], forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 300 }

/** Called each time the line is back after it was lost; what fails then is tried when it next comes back. */
const onReturn = (socket: Socket, act: () => Promise<void>): void => {
  socket.io.on('reconnect', () => void act().catch(() => undefined))
}

const connected = (socket: Socket): Promise<void> =>
  new Promise((ready, failed) => {
    socket.once('connect', () => ready())
    socket.once('connect_error', failed)
  })

export type Caller = {
  socket: Socket
  peer: VoicePeer | null
  callId: string
  token: string
  state(): CallerState
  press(digit: string): Promise<void>
  hangUp(): Promise<void>
  /** Waits for a state of the page. */
  until(state: CallerState['state'], withinMs?: number): Promise<CallerState>
  leave(): void
}

/** Dials; with `hz` it speaks that tone once connected, else it sends no sound at all (`hz: null`: no leg). */
export const callIn = async (
  hub: Place,
  options: { phone?: string; language?: 'ru' | 'en'; hz?: number | null; link?: string; flow?: string } = {},
): Promise<Caller> => {
  const socket = io(`${hub.url}${CALLER_NAMESPACE}`, LINE)
  await connected(socket)
  const {
    callId,
    token,
    state: first,
  } = await ask(socket, dial, {
    language: options.language ?? 'ru',
    flow: options.flow ?? 'main',
    ...(options.phone && { phone: options.phone }),
    ...(options.link && { link: options.link }),
  })
  let state = first
  socket.on(callerStateMessage.name, (next: CallerState) => {
    state = next
  })
  onReturn(socket, async () => {
    state = (await ask(socket, rejoin, { callId, token })).state
  })
  let peer: VoicePeer | null = null
  if (options.hz !== null) {
    peer = await createVoicePeer()
    peer.say(toneSource(options.hz ?? 440))
    const { sdp } = await ask(socket, callerOffer, { callId, token, sdp: peer.offer })
    await peer.accept(sdp)
  }
  let seq = 0
  return {
    socket,
    peer,
    callId,
    token,
    state: () => state,
    press: async (digit) => {
      await ask(socket, callerDigit, { callId, token, seq: seq++, digit })
    },
    hangUp: async () => {
      await ask(socket, callerHangUp, { callId, token })
    },
    until: (wanted, withinMs = 15_000) =>
      eventually(() => {
        if (state.state !== wanted) throw new Error(`the caller is ${JSON.stringify(state)}, not ${wanted}`)
        return state
      }, withinMs),
    leave: () => {
      peer?.close()
      socket.disconnect()
    },
  }
}

export type Desk = {
  visitor: Visitor
  socket: Socket
  state(): DeskState
  until(holds: (state: DeskState) => boolean, withinMs?: number): Promise<DeskState>
  available(): Promise<void>
  /** Waits for an offer, negotiates its leg while it rings, and answers with that offer. */
  ring(withinMs?: number): Promise<DeskState['offers'][number]>
  accept(): Promise<DeskState>
  peer(): VoicePeer
  leave(): void
}

export const openDeskOf = async (
  hub: Place,
  name: UserName,
  options: { hz?: number; working?: boolean; phone?: boolean; port?: number } = {},
): Promise<Desk> => {
  const visitor = await hub.as(name)
  const socket = io(options.port ? `http://127.0.0.1:${options.port}` : hub.url, {
    ...LINE,
    extraHeaders: { cookie: visitor.cookieHeader() },
  })
  await connected(socket)
  let state = (await visitor.get('/api/desk')).body as DeskState
  let peer: VoicePeer | null = null
  /** As the screen does: of two states the later holds, by whichever way it came. */
  const show = (next: DeskState): DeskState => {
    if (BigInt(next.cursor.tx) >= BigInt(state.cursor.tx)) state = next
    return next
  }
  socket.on(deskStateMessage.name, show)
  socket.on(proveDesk.name, (_question: unknown, answer: (proof: unknown) => void) =>
    answer({ microphone: options.working !== false, sound: true, phone: options.phone !== false }),
  )
  const deskId = randomUUID()
  await ask(socket, openDesk, { deskId })
  onReturn(socket, async () => {
    await ask(socket, openDesk, { deskId })
    show((await visitor.get('/api/desk')).body)
  })
  const desk: Desk = {
    visitor,
    socket,
    state: () => state,
    until: (holds, withinMs = 10_000) =>
      eventually(() => {
        if (!holds(state)) throw new Error(`the desk of ${name} shows ${JSON.stringify(state, null, 1)}`)
        return state
      }, withinMs),
    available: async () => {
      const answer = await visitor.post('/api/agents/me/presence', { chosen: 'available' })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.error))
      await desk.until(({ presence }) => presence.reachable && presence.chosen === 'available', 30_000)
    },
    ring: async (withinMs = 10_000) => {
      const { offers } = await desk.until((now) => now.offers.length > 0, withinMs)
      const offer = offers[0] as DeskState['offers'][number]
      if (offer.legId && options.hz !== undefined) {
        peer = await createVoicePeer()
        peer.say(toneSource(options.hz))
        const { sdp } = await ask(socket, legOffer, { legId: offer.legId, sdp: peer.offer })
        await peer.accept(sdp)
      }
      return offer
    },
    accept: async () => {
      const offer = state.offers[0]
      if (!offer) throw new Error('nothing rings')
      const answer = await visitor.post(`/api/offers/${offer.id}/accept`)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.error))
      return show(answer.body)
    },
    peer: () => {
      if (!peer) throw new Error('the desk has no sound')
      return peer
    },
    leave: () => {
      peer?.close()
      socket.disconnect()
    },
  }
  return desk
}
