/**
 * The legs of this desk: opened while the offer still rings, kept through the talk, found again after a reload,
 * closed when the server no longer names them.
 */
import { reactive, readonly, ref } from 'vue'
import type { DeskState } from '#shared/routing/desk.contract.ts'
import { readIceServers } from '#shared/telephony/call.contract.ts'
import { legCandidate, legCandidateMessage, legOffer } from '#shared/telephony/web-call.contract.ts'
import { call } from '../platform/api.ts'
import { asFailure } from '../platform/failure.ts'
import { ask, onMessage } from '../platform/live.ts'
import { persist } from '../platform/persist.ts'
import { lineOf } from '../telephony/lines/lines.ts'
import { createVoiceLeg, type VoiceLeg, type VoiceLegView } from '../telephony/voice-leg.ts'
import { continueOnGesture } from './continue-sound.ts'
import { devices, ringContext } from './devices.ts'
import { tellHearing } from './tell-hearing.ts'
import { followDesk } from './use-desk.ts'

const legs = new Map<string, VoiceLeg>()
const views = reactive<Record<string, VoiceLegView>>({})
/** Of each leg whose browser has said either: it plays, or holds the sound back. */
const sounds = new Map<string, boolean>()
let iceServers: RTCIceServer[] = []
/** `failed`: it is being tried again; until it runs, an accepted call would be silent. */
const phone = ref<'starting' | 'running' | 'failed'>('starting')

const FINAL = new Set(['leg_over', 'call_over', 'not_found'])

type Wanted = { provider: string | null; muted: boolean; lost: boolean; answered: boolean }

const shared = (legId: string) => ({
  isFinal: (error: unknown) => FINAL.has(asFailure(error).code),
  microphoneId: devices.microphoneId ?? undefined,
  speakerId: devices.speakerId ?? undefined,
  onChange: (view: VoiceLegView) => {
    views[legId] = view
  },
  onSound: (plays: boolean) => {
    sounds.set(legId, plays)
    hear()
  },
})

/** A leg over the hub's own media processes. */
const browserLeg = (legId: string): VoiceLeg =>
  createVoiceLeg({
    ...shared(legId),
    iceServers: () => iceServers,
    constraints: devices.constraints,
    signal: async (sdp) => (await ask(legOffer, { legId, sdp })).sdp,
    sendCandidate: (candidate) => {
      ask(legCandidate, { legId, candidate }).catch((error: unknown) => console.debug('candidate', error))
    },
  })

const opening = new Set<string>()
const open = async (legId: string, { provider, answered }: Wanted): Promise<void> => {
  const line = lineOf(provider)
  // A line over the telephone network costs money while it rings: it is opened once the call is answered.
  if ((line && !answered) || opening.has(legId)) return
  opening.add(legId)
  try {
    // Our own is taken at once: a second state of the desk must not open it twice.
    const leg = line ? (await line())({ ...shared(legId), legId }) : browserLeg(legId)
    if (!isWanted(legId)) return
    legs.set(legId, leg)
    views[legId] = leg.view
    await leg.start()
  } catch (error) {
    console.warn('a line could not be opened', error)
  } finally {
    opening.delete(legId)
  }
}

let wanted = new Map<string, Wanted>()
const isWanted = (legId: string): boolean => wanted.has(legId)

let talks: DeskState['work'] = []
/** The hub knows which of the talks are heard here. */
const hear = (): void => {
  for (const { callId, legId, deaf, state } of talks) {
    const plays = legId ? sounds.get(legId) : undefined
    if (callId && plays !== undefined && state !== 'wrap-up') void tellHearing({ callId, deaf }, plays, hear)
  }
}

const heldLegs = (): VoiceLeg[] => [...legs.values()].filter((leg) => leg.view.soundBlocked)
const resumeSound = (): void => {
  void ringContext()?.resume()
  for (const leg of heldLegs()) void leg.resumeSound()
}

const follow = (state: DeskState): void => {
  wanted = new Map()
  for (const { legId, provider } of state.offers)
    if (legId) wanted.set(legId, { provider, muted: false, lost: false, answered: false })
  for (const { legId, provider, muted, legState } of state.work)
    if (legId) wanted.set(legId, { provider, muted, lost: legState === 'lost', answered: true })
  for (const [legId, leg] of legs) {
    if (wanted.has(legId)) continue
    leg.close()
    legs.delete(legId)
    delete views[legId]
    sounds.delete(legId)
  }
  for (const [legId, wish] of wanted) {
    const leg = legs.get(legId)
    if (!leg) {
      void open(legId, wish)
      continue
    }
    const { muted, lost } = wish
    if (leg.view.muted !== muted) leg.mute(muted)
    // The server lost us while the browser still believes in its connection.
    if (lost && leg.view.state === 'connected') leg.rejoin()
  }
  talks = state.work
  hear()
}

/** Long before they run out; if it fails, the next time comes before they do. */
const renewIceServers = (): void => {
  call(readIceServers, {})
    .then((reply) => {
      iceServers = reply.iceServers
    })
    .catch((error: unknown) => console.warn('the credentials for TURN were not renewed', error))
}

let started = false
export const startSoftphone = async (): Promise<void> => {
  if (started) return
  started = true
  const reply = await persist(
    () => call(readIceServers, {}),
    (error) => {
      phone.value = 'failed'
      console.warn('the softphone could not start yet', error)
    },
  )
  iceServers = reply.iceServers
  if (reply.lastsMs !== null) setInterval(renewIceServers, reply.lastsMs / 2)
  onMessage(legCandidateMessage, ({ legId, candidate }) =>
    legs.get(legId)?.addCandidate(candidate as RTCIceCandidateInit | null),
  )
  continueOnGesture({ isHeld: () => heldLegs().length > 0, resume: resumeSound })
  followDesk(follow)
  phone.value = 'running'
}

export const useSoftphone = () => ({
  phone: readonly(phone),
  resumeSound,
  /** For the legs that are open; those to come take what is remembered. Null: whatever the system uses. */
  useMicrophone: (deviceId: string | null) => {
    for (const leg of legs.values()) void leg.useMicrophone(deviceId ?? 'default')
  },
  useSpeaker: (deviceId: string | null) => {
    for (const leg of legs.values()) void leg.useSpeaker(deviceId ?? '')
  },
  /** Every open leg has a microphone that gives sound, or is still asking for it. */
  speaks: (): boolean => [...legs.values()].every((leg) => leg.microphoneWorks()),
  views: readonly(views),
  leg: (legId: string | null | undefined): VoiceLeg | undefined => (legId ? legs.get(legId) : undefined),
})
