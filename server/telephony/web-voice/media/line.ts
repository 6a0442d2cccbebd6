/**
 * One peer connection of a leg: the browser's voice in, ours out. A rejoin gives the leg a new line.
 * Handlers are attached before anything is awaited, and candidates wait for the description they belong to.
 */
import { FRAME, RATE } from './frame.ts'
import { JitterBuffer } from './jitter-buffer.ts'
import { createResampler, type Resampler } from './resample.ts'
import { type CodecChoice, iceNameOf, trimOffer } from './sdp.ts'
import {
  type AudioFrame,
  type AudioSink,
  type AudioSource,
  type AudioTrack,
  type Candidate,
  createAudioSink,
  createAudioSource,
  createPeerConnection,
  type PeerConnection,
  type PeerSettings,
  type Receiver,
} from './wrtc.ts'

/** Host candidates gather in some 20 ms; what takes longer (STUN, TURN) follows by itself. */
const GATHER_MS = 1500

export type LineEvents = {
  onState(state: 'connected' | 'down'): void
  /** A candidate found after the answer was given. */
  onCandidate(candidate: Candidate): void
}

export class Line {
  /** The very text that was offered, and the answer once it is there. */
  readonly offer: string
  readonly answer: Promise<string>
  readonly #codec: CodecChoice
  readonly #events: LineEvents
  readonly #pc: PeerConnection
  readonly #source: AudioSource
  readonly #track: AudioTrack
  readonly #jitter = new JitterBuffer()
  #sink: AudioSink | null = null
  #receiver: Receiver | null = null
  #resampler: Resampler = createResampler(RATE)
  #candidates: Candidate[] | null = []
  #answered = false
  #closed = false

  constructor(offer: string, codec: CodecChoice, settings: PeerSettings, events: LineEvents) {
    this.offer = offer
    this.#codec = codec
    this.#events = events
    this.#pc = createPeerConnection(settings)
    this.#source = createAudioSource()
    this.#track = this.#source.createTrack()
    this.#pc.ontrack = ({ track, receiver }) => this.#listen(track, receiver)
    this.#pc.onconnectionstatechange = () => this.#onConnectionState()
    this.#pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate && this.#answered && !this.#closed) events.onCandidate(candidate)
    }
    this.answer = this.#negotiate()
    // Whoever awaits it hears of the failure; nobody may be waiting when the line is replaced.
    this.answer.catch(() => this.close())
  }

  async #negotiate(): Promise<string> {
    const pc = this.#pc
    await pc.setRemoteDescription({ type: 'offer', sdp: trimOffer(this.offer, this.#codec) })
    this.#demandOpen()
    pc.addTrack(this.#track)
    await this.#releaseCandidates()
    this.#demandOpen()
    await pc.setLocalDescription(await pc.createAnswer())
    await this.#gathered()
    this.#demandOpen()
    this.#answered = true
    return pc.localDescription!.sdp
  }

  #demandOpen(): void {
    if (this.#closed) throw new Error('The line was closed meanwhile')
  }

  #gathered(): Promise<void> {
    const pc = this.#pc
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS)
      const look = (): void => {
        if (pc.iceGatheringState !== 'complete') return
        clearTimeout(timer)
        resolve()
      }
      pc.onicegatheringstatechange = look
      look()
    })
  }

  /** Candidates of another offer (told by their ICE name) are not for this line: returns false. */
  owns(candidate: Candidate): boolean {
    const name = candidate.usernameFragment ?? / ufrag (\S+)/.exec(candidate.candidate)?.[1]
    return !name || name === iceNameOf(this.offer)
  }

  /** Adds a candidate of the browser, now or when the offer has been applied. */
  async addCandidate(candidate: Candidate): Promise<void> {
    if (this.#closed) return
    if (this.#candidates) this.#candidates.push(candidate)
    else await this.#addNow(candidate)
  }

  async #releaseCandidates(): Promise<void> {
    const waiting = this.#candidates ?? []
    this.#candidates = null
    for (const candidate of waiting) await this.#addNow(candidate)
  }

  async #addNow(candidate: Candidate): Promise<void> {
    try {
      await this.#pc.addIceCandidate({ ...candidate, sdpMLineIndex: candidate.sdpMLineIndex ?? 0 })
    } catch {
      // One address of several that cannot be used (a .local name, an unknown protocol) is no fault of the leg.
    }
  }

  #listen(track: AudioTrack, receiver: Receiver): void {
    if (track.kind !== 'audio' || this.#sink || this.#closed) return
    this.#receiver = receiver
    this.#sink = createAudioSink(track)
    this.#sink.ondata = (frame) => this.#hear(frame)
  }

  /** Frames change their rate and size while the line runs (16 kHz before media flows, the codec's rate after). */
  #hear(frame: AudioFrame): void {
    const samples = frame.channelCount > 1 ? firstChannel(frame) : frame.samples
    if (frame.sampleRate !== this.#resampler.rate) this.#resampler = createResampler(frame.sampleRate)
    this.#jitter.push(this.#resampler.process(samples))
  }

  #onConnectionState(): void {
    if (this.#closed) return
    const state = this.#pc.connectionState
    if (state === 'connected') this.#events.onState('connected')
    if (state === 'disconnected' || state === 'failed' || state === 'closed') this.#events.onState('down')
  }

  /** When the newest packet that has been played came, on the library's clock; null before any. */
  lastPacketAt(): number | null {
    if (this.#closed) return null
    return this.#receiver?.getSynchronizationSources()[0]?.timestamp ?? null
  }

  /** Fills `out` with the browser's next 10 ms; false when there is nothing to hear. */
  hear(out: Int16Array): boolean {
    return this.#jitter.pull(out)
  }

  /** Sends one frame (an array of its own buffer) to the browser. */
  say(samples: Int16Array): void {
    if (this.#closed) return
    this.#source.onData({
      samples,
      sampleRate: RATE,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: FRAME,
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#sink) {
      this.#sink.ondata = null
      this.#sink.stop()
    }
    this.#track.stop()
    this.#pc.ontrack = null
    this.#pc.onconnectionstatechange = null
    this.#pc.onicegatheringstatechange = null
    this.#pc.onicecandidate = null
    this.#pc.close()
  }
}

const firstChannel = ({ samples, channelCount }: AudioFrame): Int16Array => {
  const out = new Int16Array(samples.length / channelCount)
  for (let i = 0; i < out.length; i++) out[i] = samples[i * channelCount]!
  return out
}
