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
import { createVoiceLeg, type VoiceLeg, type VoiceLegView } from '../telephony/voice-leg.ts'
import { devices } from './devices.ts'
import { followDesk } from './use-desk.ts'

const legs = new Map<string, VoiceLeg>()
const views = reactive<Record<string, VoiceLegView>>({})
let iceServers: RTCIceServer[] = []
/** `failed`: it is being tried again; until it runs, an accepted call would be silent. */
const phone = ref<'starting' | 'running' | 'failed'>('starting')

const FINAL = new Set(['leg_over', 'call_over', 'not_found'])

const open = async (legId: string): Promise<void> => {
  // Taken at once: a second state of the desk must not open it twice.
  const leg = createVoiceLeg({
    iceServers: () => iceServers,
    constraints: devices.constraints,
    microphoneId: devices.microphoneId ?? undefined,
    speakerId: devices.speakerId ?? undefined,
    signal: async (sdp) => (await ask(legOffer, { legId, sdp })).sdp,
    isFinal: (error) => FINAL.has(asFailure(error).code),
    sendCandidate: (candidate) => {
      ask(legCandidate, { legId, candidate }).catch((error: unknown) => console.debug('candidate', error))
    },
    onChange: (view) => {
      views[legId] = view
    },
  })
  legs.set(legId, leg)
  views[legId] = leg.view
  await leg.start()
}

const follow = (state: DeskState): void => {
  const wanted = new Map<string, { muted: boolean; lost: boolean }>()
  for (const offer of state.offers) if (offer.legId) wanted.set(offer.legId, { muted: false, lost: false })
  for (const work of state.work) {
    if (work.legId) wanted.set(work.legId, { muted: work.muted, lost: work.legState === 'lost' })
  }
  for (const [legId, leg] of legs) {
    if (wanted.has(legId)) continue
    leg.close()
    legs.delete(legId)
    delete views[legId]
  }
  for (const [legId, { muted, lost }] of wanted) {
    const leg = legs.get(legId)
    if (!leg) {
      void open(legId)
      continue
    }
    if (leg.view.muted !== muted) leg.mute(muted)
    // The server lost us while the browser still believes in its connection.
    if (lost && leg.view.state === 'connected') leg.rejoin()
  }
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
  followDesk(follow)
  phone.value = 'running'
}

export const useSoftphone = () => ({
  phone: readonly(phone),
  /** Every open leg has a microphone that gives sound, or is still asking for it. */
  speaks: (): boolean => [...legs.values()].every((leg) => leg.microphoneWorks()),
  views: readonly(views),
  leg: (legId: string | null | undefined): VoiceLeg | undefined => (legId ? legs.get(legId) : undefined),
})
