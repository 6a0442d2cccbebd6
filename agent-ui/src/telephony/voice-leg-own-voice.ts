/** What this browser sends into a leg: the microphone in use, muted or not, how loud it is, and another in its place. */
import { createLevelMeter, type LevelMeter } from './voice-leg-meter.ts'
import { openMicrophone } from './voice-leg-microphone.ts'

export class OwnVoice {
  /** Null before a microphone was granted, and after `close`. */
  stream: MediaStream | null = null
  readonly #constraints: MediaTrackConstraints | undefined
  /** The microphone was unplugged or taken away. */
  readonly #onEnded: () => void
  #muted = false
  /** A copy of the microphone that mute leaves open. */
  #tap: { meter: LevelMeter; stream: MediaStream } | null = null

  constructor(constraints: MediaTrackConstraints | undefined, onEnded: () => void) {
    this.#constraints = constraints
    this.#onEnded = onEnded
  }

  /**
   * Opens a microphone in place of the one in use, which stays if it cannot be had (rejects with `MicrophoneError`).
   * False, and nothing is kept, when nobody `wanted` it any more by the time it was granted.
   */
  async open(deviceId: string | undefined, wanted: () => boolean): Promise<boolean> {
    const microphone = await openMicrophone({ deviceId, constraints: this.#constraints })
    if (!wanted()) {
      stopTracks(microphone)
      return false
    }
    this.close()
    this.stream = microphone
    for (const track of microphone.getAudioTracks()) {
      track.enabled = !this.#muted
      track.onended = this.#onEnded
    }
    return true
  }

  mute(muted: boolean): void {
    this.#muted = muted
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !muted
  }

  /** False when the microphone has ended or the system has silenced it, or there is none. */
  works(): boolean {
    const tracks = this.stream?.getAudioTracks()
    return tracks?.every((track) => track.readyState === 'live' && !track.muted) ?? false
  }

  /** 0 … 1, also while muted, to show that it works. */
  level(): number {
    if (!this.stream) return 0
    this.#tap ??= tapOf(this.stream)
    return this.#tap.meter.level()
  }

  close(): void {
    this.#tap?.meter.close()
    if (this.#tap) stopTracks(this.#tap.stream)
    this.#tap = null
    if (this.stream) stopTracks(this.stream)
    this.stream = null
  }
}

const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) {
    track.onended = null
    track.stop()
  }
}

const tapOf = (microphone: MediaStream): { meter: LevelMeter; stream: MediaStream } => {
  const stream = new MediaStream(microphone.getAudioTracks().map((track) => track.clone()))
  for (const track of stream.getAudioTracks()) track.enabled = true
  return { meter: createLevelMeter(stream), stream }
}
