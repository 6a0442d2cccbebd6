/**
 * The typed door to @roamhq/wrtc: only what the media process uses. The package's own types lean on the DOM
 * library, which would make browser globals look present in all of the server.
 */
import { createRequire } from 'node:module'

export type AudioFrame = {
  samples: Int16Array
  sampleRate: number
  bitsPerSample: 16
  channelCount: number
  /** Samples per channel. */
  numberOfFrames: number
}
export type AudioTrack = { kind: 'audio' | 'video'; stop(): void }
/** Takes exactly 10 ms a call; anything else throws in native code. Copies the samples before it returns. */
export type AudioSource = { createTrack(): AudioTrack; onData(frame: AudioFrame): void }
/** Gives 10 ms a call; rate and size change while it runs. Holds its track in memory until stopped. */
export type AudioSink = {
  ondata: ((frame: AudioFrame) => void) | null
  stop(): void
}
export type Description = { type: 'offer' | 'answer'; sdp: string }
export type Candidate = {
  candidate: string
  sdpMid?: string | null | undefined
  sdpMLineIndex?: number | null | undefined
  usernameFragment?: string | null | undefined
}
export type Receiver = {
  track: AudioTrack
  /** `timestamp` moves when a packet that came from the network is played. */
  getSynchronizationSources(): { timestamp: number }[]
}
export type PeerConnection = {
  readonly connectionState: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'
  readonly iceGatheringState: 'new' | 'gathering' | 'complete'
  readonly localDescription: Description | null
  ontrack: ((event: { track: AudioTrack; receiver: Receiver }) => void) | null
  onconnectionstatechange: (() => void) | null
  onicegatheringstatechange: (() => void) | null
  onicecandidate: ((event: { candidate: Candidate | null }) => void) | null
  addTrack(track: AudioTrack): unknown
  setRemoteDescription(description: Description): Promise<void>
  setLocalDescription(description: Description): Promise<void>
  createOffer(): Promise<Description>
  createAnswer(): Promise<Description>
  addIceCandidate(candidate: Candidate): Promise<void>
  close(): void
}
export type IceServer = { urls: string | string[]; username?: string; credential?: string }
export type PeerSettings = { iceServers: IceServer[]; portRange?: { min: number; max: number } }

type Wrtc = {
  RTCPeerConnection: new (settings: PeerSettings) => PeerConnection
  nonstandard: { RTCAudioSource: new () => AudioSource; RTCAudioSink: new (track: AudioTrack) => AudioSink }
}

const wrtc = createRequire(import.meta.url)('@roamhq/wrtc') as Wrtc

export const createPeerConnection = (settings: PeerSettings): PeerConnection =>
  new wrtc.RTCPeerConnection(settings)
export const createAudioSource = (): AudioSource => new wrtc.nonstandard.RTCAudioSource()
export const createAudioSink = (track: AudioTrack): AudioSink => new wrtc.nonstandard.RTCAudioSink(track)
