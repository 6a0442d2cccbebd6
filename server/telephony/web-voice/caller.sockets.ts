/** The callers' namespace: no session; each call is proved by its token. Digits come here too (a leg has no DTMF). */
import {
  CALLER_NAMESPACE,
  callerCandidate,
  callerDigit,
  callerHangUp,
  callerOffer,
  callerStateMessage,
  dial as dialCommand,
  legCandidateMessage,
  rejoin,
  standBy,
} from '#shared/telephony/web-call.contract.ts'
import { toApiError } from '../../platform/error-exit.ts'
import { HubError, invalid } from '../../platform/errors.ts'
import { answer, refusal, type Socket, type SocketHub } from '../../platform/sockets.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { iceServersFor } from '../ice-servers.ts'
import { openLegs } from '../leg.store.ts'
import type { Telephony } from '../telephony.ts'
import { readCallerState } from './caller.present.ts'
import { type CallerLimits, createCallerLimits } from './caller-limits.ts'
import { callOfCaller, dial } from './dial.ts'
import type { MediaPool } from './media-pool.ts'
import { callRoom, openPages } from './open-pages.ts'
import { answerLeg, passCandidate } from './signal-leg.ts'

const legRoom = (legId: string) => `leg:${legId}`

type Caller = {
  house: Telephony
  pool: MediaPool
  socket: Socket
  address: string
  readPhone: PhoneReader
  limits: CallerLimits
  pages: ReturnType<typeof openPages>
}
/** Typed phone to E.164, or null. */
export type PhoneReader = (typed: string, language: 'ru' | 'en') => Promise<string | null>

export const serveCallers = (options: {
  house: Telephony
  pool: MediaPool
  sockets: SocketHub
  readPhone: PhoneReader
  addressOf: (socket: Socket) => string
}) => {
  const { house, pool, sockets } = options
  const space = sockets.io.of(CALLER_NAMESPACE)
  const limits = createCallerLimits(house.config.WEB_CALLS_PER_ADDRESS)
  const pages = openPages(house, space)
  space.use((socket, next) => {
    limits.connect(options.addressOf(socket)).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    )
  })
  space.on('connection', (socket) => {
    socket.data.log = house.log
    const caller: Caller = { ...options, limits, pages, socket, address: options.addressOf(socket) }
    throttle(caller)
    serveDialling(caller)
    serveCall(caller)
    serveOpenPage(caller)
  })
  pool.onCandidate((legId, candidate) => {
    space.local.to(legRoom(legId)).emit(legCandidateMessage.name, { legId, candidate })
  })
  return {
    onEvents: pages.onEvents,
    stop: pages.stop,
    /** Tells the page of a call, if this node has it, how the call stands. */
    show: async (callId: string) => {
      if (!space.adapter.rooms.has(callRoom(callId))) return
      const state = await readCallerState(house.db, callId, house.clock.now())
      if (state) space.local.to(callRoom(callId)).emit(callerStateMessage.name, state)
    },
  }
}

/** After its call: it stays open, and can be called back there. */
const serveOpenPage = ({ house, socket, pages }: Caller) => {
  answer(socket, standBy, async ({ callId, token }) => ({
    ringing: await pages.standBy(socket, await callOfCaller(house, callId, token)),
  }))
  socket.on('disconnect', () => {
    pages
      .leave(socket, true)
      .catch((error: unknown) => house.log.warn({ err: error }, 'a page that left was not forgotten'))
  })
}

/** What is too much is refused unread, and acknowledged as refused. */
const throttle = ({ socket, limits, address }: Caller): void => {
  socket.use((packet, next) => {
    limits.speak(address).then(
      () => next(),
      (error: unknown) => {
        const acknowledge: unknown = packet.at(-1)
        if (typeof acknowledge === 'function') acknowledge({ ok: false, error: toApiError(error) })
      },
    )
  })
}

const serveDialling = (caller: Caller) => {
  const { house, pool, socket } = caller
  answer(socket, dialCommand, async (wish) => {
    await caller.limits.dial(caller.address)
    const { call, leg, token } = await dial(house, pool, {
      phone: wish.phone ? await typedPhone(caller, wish.phone, wish.language) : null,
      link: wish.link ?? null,
      language: wish.language,
      flow: wish.flow,
      address: caller.address,
    })
    return { callId: call.id, token, ...(await admit(caller, call.id, leg.id)) }
  })
  answer(socket, rejoin, async ({ callId, token }) => {
    const call = await callOfCaller(house, callId, token)
    const leg = (await openLegs(house.db, callId)).find((one) => one.side === 'client')
    if (call.state === 'ended' || !leg) throw new HubError('over', 410, { reason: call.end_reason })
    return admit(caller, callId, leg.id)
  })
}

/** A slip of the finger is told to the caller, who would otherwise wait for a call back that cannot come. */
const typedPhone = async (caller: Caller, typed: string, language: 'ru' | 'en'): Promise<string> => {
  const phone = await caller.readPhone(typed, language)
  if (!phone) throw invalid({ phone: 'invalid_phone' })
  return phone
}

const admit = async ({ house, socket, pages }: Caller, callId: string, legId: string) => {
  // In a call it is not one to be called.
  await pages.leave(socket)
  await socket.join([callRoom(callId), legRoom(legId)])
  const state = await readCallerState(house.db, callId, house.clock.now())
  if (!state) throw new HubError('fault', 500)
  const { iceServers } = iceServersFor(house.config, callId, house.clock.now())
  return { legId, iceServers, state }
}

const serveCall = ({ house, pool, socket }: Caller) => {
  const ownLeg = async (callId: string, token: string) => {
    await callOfCaller(house, callId, token)
    const leg = (await openLegs(house.db, callId)).find((one) => one.side === 'client')
    if (!leg) throw new HubError('over', 410)
    return leg.id
  }
  answer(socket, callerOffer, async ({ callId, token, sdp }) =>
    answerLeg({ house, pool, legId: await ownLeg(callId, token) }, sdp),
  )
  answer(socket, callerCandidate, async ({ callId, token, candidate }) => {
    await passCandidate({ house, pool, legId: await ownLeg(callId, token) }, candidate)
    return {}
  })
  answer(socket, callerDigit, async ({ callId, token, seq, digit }) => {
    const call = await callOfCaller(house, callId, token)
    await applyCallEvent(house, {
      kind: 'digits',
      provider: call.provider,
      eventId: `${callId}:digit:${seq}`,
      callId,
      at: house.clock.now(),
      digits: digit,
    })
    return {}
  })
  answer(socket, callerHangUp, async ({ callId, token }) => {
    const call = await callOfCaller(house, callId, token)
    await applyCallEvent(house, {
      kind: 'hung-up',
      provider: call.provider,
      eventId: `${callId}:hang-up`,
      callId,
      at: house.clock.now(),
    })
    return {}
  })
}
