/** One call from the page's side: dial, leg, keys, and finding back after a reload or a lost network. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import {
  type CallerState,
  callerCandidate,
  callerDigit,
  callerHangUp,
  callerOffer,
  callerStateMessage,
  dial,
  legCandidateMessage,
  rejoin,
} from '#shared/telephony/web-call.contract.ts'
import { asFailure } from '../../platform/failure.ts'
import { playKeyTone } from '../key-tone.ts'
import { createVoiceLeg, type VoiceLeg, type VoiceLegView } from '../voice-leg.ts'
import { callFault } from './call-fault.ts'
import { openCallerLine } from './caller-line.ts'
import { createStandBy } from './stand-by.ts'

const KEPT = 'perezvon.call'
type Kept = { callId: string; token: string; seq: number }
type IceServers = RTCIceServer[]

const remembered = (): Kept | null => {
  const text = sessionStorage.getItem(KEPT)
  return text ? (JSON.parse(text) as Kept) : null
}

export const useCall = () => {
  const line = openCallerLine()
  const state = shallowRef<CallerState | null>(null)
  const view = shallowRef<VoiceLegView | null>(null)
  const fault = ref<string | null>(null)
  const dialling = ref(false)
  /** Whether the hub can be spoken to; the sound goes its own way and may outlast it. */
  const inTouch = ref(true)
  let kept: Kept | null = null
  let leg: VoiceLeg | null = null

  const keep = (next: Kept | null) => {
    kept = next
    if (next) sessionStorage.setItem(KEPT, JSON.stringify(next))
    else sessionStorage.removeItem(KEPT)
  }
  const page = createStandBy(line)
  const stayOpen = async () => {
    if (kept) return
    const ringing = await page.begin()
    if (ringing) ring(ringing)
  }
  /** Another call, to this page. */
  const ring = (next: CallerState) => {
    const token = page.token()
    if (!token || kept || next.state !== 'ringing') return
    fault.value = null
    view.value = null
    kept = { callId: next.callId, token, seq: 0 }
    state.value = next
  }
  const answerRing = async () => {
    try {
      const reply = await line.ask(rejoin, proof())
      iceServers = reply.iceServers
      keep(kept)
      await connect()
    } catch (thrown) {
      fault.value = callFault(thrown)
      await hangUp()
    }
  }
  const proof = () => ({ callId: kept?.callId ?? '', token: kept?.token ?? '' })
  const show = (next: CallerState) => {
    if (next.callId !== kept?.callId) return ring(next)
    state.value = next
    if (next.state !== 'ended') return
    leg?.close()
    leg = null
    page.remember(proof())
    keep(null)
    void stayOpen()
  }
  let iceServers: IceServers = []
  const connect = async () => {
    leg?.close()
    leg = createVoiceLeg({
      iceServers: () => iceServers,
      constraints: (globalThis as { perezvonConstraints?: MediaTrackConstraints }).perezvonConstraints,
      signal: async (sdp) => (await line.ask(callerOffer, { ...proof(), sdp })).sdp,
      isFinal: (error) => ['over', 'call_over', 'leg_over', 'not_found'].includes(asFailure(error).code),
      sendCandidate: (candidate) => {
        line
          .ask(callerCandidate, { ...proof(), candidate })
          .catch((error: unknown) => console.debug('candidate', error))
      },
      onChange: (next) => {
        view.value = next
      },
    })
    await leg.start()
    if (leg?.view.fault) await giveUp(leg.view.fault)
  }

  /** No microphone: back to the beginning, with the reason, to try again. */
  const giveUp = async (why: string) => {
    await hangUp()
    keep(null)
    reset()
    fault.value = why
    void stayOpen()
  }
  const reset = () => {
    fault.value = null
    state.value = null
    view.value = null
  }

  const call = async (wish: { phone: string; link: string | null; language: 'ru' | 'en'; flow: string }) => {
    fault.value = null
    page.standing.value = false
    dialling.value = true
    try {
      const reply = await line.ask(dial, {
        language: wish.language,
        flow: wish.flow,
        ...(wish.link ? { link: wish.link } : wish.phone.trim() !== '' && { phone: wish.phone }),
      })
      keep({ callId: reply.callId, token: reply.token, seq: 0 })
      iceServers = reply.iceServers
      show(reply.state)
      await connect()
    } catch (thrown) {
      fault.value = callFault(thrown)
    } finally {
      dialling.value = false
    }
  }
  /** After a reload, and whenever the line is back: the hub says how the call stands, the leg goes on. */
  const comeBack = async () => {
    const before = kept ?? remembered()
    if (!before) return stayOpen()
    kept = before
    try {
      const reply = await line.ask(rejoin, proof())
      iceServers = reply.iceServers
      show(reply.state)
      // It rings, and has not been answered yet.
      if (reply.state.state === 'ringing' && !leg) return
      if (!leg) await connect()
      else if (reply.state.state === 'reconnecting') leg.rejoin()
    } catch (thrown) {
      if (asFailure(thrown).code !== 'over' && asFailure(thrown).code !== 'not_found') return
      page.remember(proof())
      keep(null)
      leg?.close()
      leg = null
      if (state.value) state.value = { ...state.value, state: 'ended', ended: { reason: 'client-lost' } }
      void stayOpen()
    }
  }
  const press = async (digit: string) => {
    if (!kept) return
    playKeyTone(digit)
    const seq = kept.seq
    keep({ ...kept, seq: seq + 1 })
    await line
      .ask(callerDigit, { ...proof(), seq, digit })
      .catch((error: unknown) => console.warn('key', error))
  }
  const hangUp = async () => {
    leg?.close()
    leg = null
    if (kept) await line.ask(callerHangUp, proof()).catch((error: unknown) => console.warn('hang up', error))
  }

  line.socket.on('connect', () => {
    inTouch.value = true
    void comeBack()
  })
  line.socket.on('disconnect', () => {
    inTouch.value = false
  })
  line.socket.on(callerStateMessage.name, show)
  line.socket.on(legCandidateMessage.name, ({ candidate }: { candidate: RTCIceCandidateInit | null }) =>
    leg?.addCandidate(candidate),
  )
  onScopeDispose(() => {
    leg?.close()
    line.close()
  })
  return {
    state,
    view,
    fault,
    dialling,
    inTouch,
    inCall: computed(() => state.value !== null && state.value.state !== 'ended'),
    call,
    press,
    hangUp,
    standing: page.standing,
    answerRing,
    mute: (muted: boolean) => leg?.mute(muted),
    resumeSound: () => leg?.resumeSound(),
    reset,
  }
}
