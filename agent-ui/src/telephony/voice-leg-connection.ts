/** One attempt at a peer connection: our offer out, the answer in, candidates both ways. */

/** Host candidates gather in some tens of ms; slower ones (STUN, TURN) follow one by one. */
const GATHER_MS = 700

export type Signal = (offerSdp: string) => Promise<string>

export type ConnectionEvents = {
  onTrack(stream: MediaStream): void
  onState(state: RTCPeerConnectionState): void
  /** A candidate found after the offer went out; null when there are no more. */
  onCandidate(candidate: RTCIceCandidateInit | null): void
}

export type VoiceConnection = {
  readonly pc: RTCPeerConnection
  /** Offers, waits for the answer, applies it. Rejects as `signal` does. */
  negotiate(signal: Signal): Promise<void>
  addCandidate(candidate: RTCIceCandidateInit | null): void
  close(): void
}

export const openConnection = (
  microphone: MediaStream,
  iceServers: RTCIceServer[],
  events: ConnectionEvents,
): VoiceConnection => {
  const pc = new RTCPeerConnection({ iceServers })
  let early: RTCIceCandidateInit[] | null = []
  let offered = false
  for (const track of microphone.getAudioTracks()) pc.addTrack(track, microphone)
  // Handlers before anything is awaited: the first track and state may come at once.
  pc.ontrack = ({ track, streams }) => events.onTrack(streams[0] ?? new MediaStream([track]))
  pc.onconnectionstatechange = () => events.onState(pc.connectionState)
  pc.onicecandidate = ({ candidate }) => {
    if (offered) events.onCandidate(candidate?.toJSON() ?? null)
  }

  const add = async (candidate: RTCIceCandidateInit): Promise<void> => {
    // One address of several that cannot be used does not matter.
    await pc.addIceCandidate(candidate).catch(() => undefined)
  }

  return {
    pc,
    negotiate: async (signal) => {
      await pc.setLocalDescription(await pc.createOffer())
      await gathered(pc)
      offered = true
      const sdp = await signal(pc.localDescription!.sdp)
      if (pc.signalingState === 'closed') return
      await pc.setRemoteDescription({ type: 'answer', sdp })
      const waiting = early ?? []
      early = null
      for (const candidate of waiting) await add(candidate)
    },
    addCandidate: (candidate) => {
      if (!candidate) return
      if (early) early.push(candidate)
      else void add(candidate)
    },
    close: () => {
      pc.ontrack = null
      pc.onconnectionstatechange = null
      pc.onicecandidate = null
      pc.close()
    },
  }
}

const gathered = (pc: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (pc.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(resolve, GATHER_MS)
    pc.onicegatheringstatechange = look
    look()
  })
