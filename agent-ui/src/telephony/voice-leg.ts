/**
 * The browser's end of a leg: microphone in, the other party out, and a line that finds its way back.
 *
 * idle → asking → connecting → connected → lost → rejoining → connected …; closed from any of them.
 * A loss is answered by a wholly new connection and offer (the media process keeps the leg's place): at once when
 * the old one has failed, after two seconds of hoping when it only stutters. It tries until it is closed or told
 * that the leg is over. Without a microphone it goes back to idle with a fault, and `start` may be called again.
 */
import { openConnection, type Signal, type VoiceConnection } from './voice-leg-connection.ts'
import { createLevelMeter, type LevelMeter } from './voice-leg-meter.ts'
import { MicrophoneError, type MicrophoneFault } from './voice-leg-microphone.ts'
import { OwnVoice } from './voice-leg-own-voice.ts'
import { createRemoteSound } from './voice-leg-sound.ts'

export type VoiceLegState = 'idle' | 'asking' | 'connecting' | 'connected' | 'lost' | 'rejoining' | 'closed'

export type VoiceLegView = {
  state: VoiceLegState
  /** Why there is no microphone; null when there is one or nobody asked. */
  fault: MicrophoneFault | null
  /** The browser plays nothing until the user acts: offer a key that calls `resumeSound`. */
  soundBlocked: boolean
  muted: boolean
}

export type VoiceLegOptions = {
  /** Brings an offer to the server and resolves with its answer. */
  signal: Signal
  /** True for an error of `signal` after which trying again is of no use (the leg or call is over). */
  isFinal?: (error: unknown) => boolean
  /** Takes a candidate that came after the offer; null says that there are no more. */
  sendCandidate?: (candidate: RTCIceCandidateInit | null) => void
  onChange?: (view: VoiceLegView) => void
  /** Asked at each new connection: their credentials do not last for ever. */
  iceServers?: () => RTCIceServer[]
  /** The browser plays what comes, or holds it back: told for each attempt, also where nothing has changed. */
  onSound?: (plays: boolean) => void
  constraints?: MediaTrackConstraints
  microphoneId?: string
  speakerId?: string
}

export type VoiceLeg = {
  readonly view: VoiceLegView
  /** What the other party sends; null before it is there. */
  readonly remote: MediaStream | null
  /** Asks for the microphone and connects. Resolves when the first answer is applied, or with a fault in `view`. */
  start(): Promise<void>
  /** A candidate of the media process. */
  addCandidate(candidate: RTCIceCandidateInit | null): void
  /** A new connection now: when the server says that it lost us, or its socket is back. */
  rejoin(): void
  mute(muted: boolean): void
  /** False when the microphone has ended or the system has silenced it; true while it is still being asked for. */
  microphoneWorks(): boolean
  /** 0 … 1: the microphone (also while muted, to show that it works), and the other party. */
  level(): number
  remoteLevel(): number
  resumeSound(): Promise<boolean>
  /** Changes the microphone in mid-talk. False (and the old one stays) when it cannot be had. */
  useMicrophone(deviceId: string): Promise<boolean>
  useSpeaker(deviceId: string): Promise<boolean>
  close(): void
}

const HOPE_MS = 2000
/** An attempt that has not connected after so long is given up for the next. */
const ATTEMPT_MS = 8000
const RETRY_MS = [300, 1000, 2000, 4000]

export const createVoiceLeg = (options: VoiceLegOptions): VoiceLeg => new Leg(options)

class Leg implements VoiceLeg {
  view: VoiceLegView = { state: 'idle', fault: null, soundBlocked: false, muted: false }
  remote: MediaStream | null = null
  readonly #options: VoiceLegOptions
  readonly #sound = createRemoteSound((soundBlocked) => {
    this.#show({ soundBlocked })
    this.#options.onSound?.(!soundBlocked)
  })
  readonly #voice: OwnVoice
  #remoteMeter: LevelMeter | null = null
  #connection: VoiceConnection | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  readonly #online = (): void => this.#onOnline()

  constructor(options: VoiceLegOptions) {
    this.#options = options
    // Unplugged: whatever is left takes over.
    this.#voice = new OwnVoice(options.constraints, () => void this.#replaceMicrophone(undefined))
    if (options.speakerId) void this.#sound.useSpeaker(options.speakerId)
  }

  async start(): Promise<void> {
    if (this.view.state !== 'idle') return
    this.#show({ state: 'asking', fault: null })
    try {
      if (!(await this.#voice.open(this.#options.microphoneId, () => !this.#isClosed()))) return
    } catch (error) {
      if (!this.#isClosed()) this.#show({ state: 'idle', fault: faultOf(error) })
      return
    }
    globalThis.addEventListener('online', this.#online)
    this.#show({ state: 'connecting' })
    await this.#connect()
  }

  #isClosed(): boolean {
    return this.view.state === 'closed'
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer)
    this.#connection?.close()
    if (!this.#voice.stream) return
    const connection = openConnection(this.#voice.stream, this.#options.iceServers?.() ?? [], {
      onTrack: (stream) => this.#listen(stream),
      onState: (state) => this.#onState(state),
      onCandidate: (candidate) => this.#options.sendCandidate?.(candidate),
    })
    this.#connection = connection
    try {
      await connection.negotiate(this.#options.signal)
    } catch (error) {
      if (connection !== this.#connection || this.#isClosed()) return
      if (this.#options.isFinal?.(error)) this.close()
      else this.#retry()
      return
    }
    if (connection !== this.#connection || this.view.state === 'connected' || this.#isClosed()) return
    this.#timer = setTimeout(() => this.#retry(), ATTEMPT_MS)
  }

  #retry(): void {
    clearTimeout(this.#timer)
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]!
    this.#timer = setTimeout(() => void this.#connect(), wait)
  }

  #onState(state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      clearTimeout(this.#timer)
      this.#failures = 0
      this.#show({ state: 'connected' })
    }
    if (state === 'disconnected') {
      this.#show({ state: 'lost' })
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.rejoin(), HOPE_MS)
    }
    if (state === 'failed') this.rejoin()
  }

  /** The network came back: no need to wait for the timer. */
  #onOnline(): void {
    if (this.view.state === 'lost' || this.view.state === 'rejoining') this.rejoin()
  }

  rejoin(): void {
    const { state } = this.view
    if (state === 'idle' || state === 'asking' || state === 'closed') return
    if (state !== 'connecting') this.#show({ state: 'rejoining' })
    void this.#connect()
  }

  addCandidate(candidate: RTCIceCandidateInit | null): void {
    this.#connection?.addCandidate(candidate)
  }

  #listen(stream: MediaStream): void {
    this.remote = stream
    this.#remoteMeter?.close()
    this.#remoteMeter = null
    void this.#sound.play(stream)
  }

  mute(muted: boolean): void {
    this.#voice.mute(muted)
    this.#show({ muted })
  }

  microphoneWorks(): boolean {
    return this.#voice.stream ? this.#voice.works() : this.view.fault === null
  }

  level(): number {
    return this.#voice.level()
  }

  remoteLevel(): number {
    if (!this.remote) return 0
    this.#remoteMeter ??= createLevelMeter(this.remote)
    return this.#remoteMeter.level()
  }

  resumeSound(): Promise<boolean> {
    return this.#sound.resume()
  }

  useSpeaker(deviceId: string): Promise<boolean> {
    return this.#sound.useSpeaker(deviceId)
  }

  useMicrophone(deviceId: string): Promise<boolean> {
    return this.#replaceMicrophone(deviceId)
  }

  async #replaceMicrophone(deviceId: string | undefined): Promise<boolean> {
    if (this.#isClosed()) return false
    try {
      if (!(await this.#voice.open(deviceId, () => !this.#isClosed()))) return false
      const sender = this.#connection?.pc.getSenders().find(({ track }) => track?.kind === 'audio')
      await sender?.replaceTrack(this.#voice.stream?.getAudioTracks()[0] ?? null)
      this.#show({ fault: null })
      return true
    } catch (error) {
      this.#show({ fault: faultOf(error) })
      return false
    }
  }

  #show(change: Partial<VoiceLegView>): void {
    const news = Object.entries(change).some(([key, value]) => this.view[key as keyof VoiceLegView] !== value)
    if (this.#isClosed() || !news) return
    this.view = { ...this.view, ...change }
    this.#options.onChange?.(this.view)
  }

  close(): void {
    if (this.#isClosed()) return
    clearTimeout(this.#timer)
    globalThis.removeEventListener('online', this.#online)
    this.#connection?.close()
    this.#voice.close()
    this.#remoteMeter?.close()
    this.#sound.close()
    this.remote = null
    this.#show({ state: 'closed' })
  }
}

const faultOf = (error: unknown): MicrophoneFault =>
  error instanceof MicrophoneError ? error.fault : 'failed'
