/** One client, over a real web-voice leg: dials, presses the menu, waits as long as patience lasts, speaks, hangs up. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { createUpsampler } from '#server/telephony/web-voice/media/resample.ts'
import { createVoicePeer, type VoicePeer } from '#server/telephony/web-voice/media/testing/voice-peer.ts'
import { MULAW, readWav } from '#server/telephony/web-voice/media/wav.ts'
import type { Ack, SocketCommand } from '#shared/platform/message.ts'
import {
  CALLER_NAMESPACE,
  type CallerState,
  callerDigit,
  callerHangUp,
  callerOffer,
  callerStateMessage,
  dial,
} from '#shared/telephony/web-call.contract.ts'

export type Part = {
  hub: string
  phone: string
  language: 'ru' | 'en'
  topic: 'sales' | 'claims' | 'delivery'
  /** How long this caller waits for an agent, ms. */
  patienceMs: number
  /** How long the talk is kept up, ms. */
  talkMs: number
}
export type Ending = 'talked' | 'gave-up' | 'refused' | 'no-answer'

const DIGIT = { sales: '1', claims: '2', delivery: '3' }
const LINE = { sales: 0, claims: 1, delivery: 2 }
const FRAME = 480
/** A caller who hears nothing at all goes, ms. */
const LONGEST_MS = 20 * 60_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Plays the part to its end. Rejects when the hub cannot be reached or refuses the call (429, 503). */
export const playCaller = async (part: Part): Promise<Ending> => {
  const socket = io(`${part.hub}${CALLER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    rejectUnauthorized: false,
  })
  const ask = askerOf(socket)
  let peer: VoicePeer | null = null
  try {
    await new Promise<void>((ready, failed) => {
      socket.once('connect', () => ready())
      socket.once('connect_error', failed)
    })
    let state: CallerState['state'] = 'connecting'
    const dialled = await ask(dial, { phone: part.phone, language: part.language, flow: 'main' })
    const proof = { callId: dialled.callId, token: dialled.token }
    socket.on(callerStateMessage.name, (next: CallerState) => {
      state = next.state
    })
    peer = await createVoicePeer()
    await peer.accept((await ask(callerOffer, { ...proof, sdp: peer.offer })).sdp)
    await pause(2_500)
    await ask(callerDigit, { ...proof, seq: 0, digit: part.language === 'ru' ? '1' : '2' })
    await pause(1_500)
    await ask(callerDigit, { ...proof, seq: 1, digit: DIGIT[part.topic] })
    return await converse(
      part,
      peer,
      () => state,
      () => ask(callerHangUp, proof),
    )
  } finally {
    peer?.close()
    socket.disconnect()
  }
}

const converse = async (
  part: Part,
  peer: VoicePeer,
  state: () => CallerState['state'],
  hangUp: () => Promise<unknown>,
): Promise<Ending> => {
  const began = Date.now()
  while (state() !== 'talking') {
    if (state() === 'ended') return 'refused'
    if (Date.now() - began > Math.min(part.patienceMs, LONGEST_MS)) {
      await hangUp()
      return 'gave-up'
    }
    await pause(100)
  }
  await pause(1_500)
  peer.say(voice(`${part.language}-${LINE[part.topic]}`))
  const talkUntil = Date.now() + part.talkMs
  while (Date.now() < talkUntil && state() !== 'ended') await pause(100)
  if (state() === 'ended') return 'talked'
  peer.say(voice(`${part.language}-3`))
  await pause(3_500)
  if (state() !== 'ended') await hangUp()
  return 'talked'
}

const askerOf =
  (socket: Socket) =>
  async <I, R>(command: SocketCommand<I, R>, input: I): Promise<R> => {
    const ack = (await socket.timeout(15_000).emitWithAck(command.name, input)) as Ack<R>
    if (!ack.ok) throw new Error(`${command.name}: ${ack.error.code}`)
    return ack.result
  }

const folder = fileURLToPath(new URL('./voices', import.meta.url))

/** The committed line, once; then silence. */
const voice = (name: string): (() => Int16Array) => {
  const { rate, data } = readWav(readFileSync(`${folder}/${name}.wav`))
  const samples = createUpsampler(rate).process(Int16Array.from(data, (code) => MULAW[code] ?? 0))
  let at = 0
  return () => {
    const frame = new Int16Array(FRAME)
    frame.set(samples.subarray(at, at + FRAME))
    at += FRAME
    return frame
  }
}
