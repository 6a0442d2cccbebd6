/** A party of a call without a browser: sends what it is given, keeps the last seconds of what it hears. */
import { startClock } from '../clock.ts'
import { FRAME_MS } from '../frame.ts'
import { createUpsampler } from '../resample.ts'
import { type AudioSink, createAudioSink, createAudioSource, createPeerConnection } from '../wrtc.ts'

const KEPT_SECONDS = 4
/** As a browser: 48 kHz, whatever the house and the codec make of it. */
const RATE = 48_000
const FRAME = 480

export type VoicePeer = {
  /** A complete offer (all candidates in it). */
  offer: string
  accept(answer: string): Promise<void>
  /** Sends this source from now on: 10 ms (480 samples) for each call. Null sends nothing at all. */
  say(source: (() => Int16Array) | null): void
  /** The last `ms` of what was heard, 48 kHz. */
  heard(ms: number): Int16Array
  close(): void
}

const silence = new Int16Array(FRAME)

/** A tone as a source for `say`. */
export const toneSource = (hz: number, level = 8000): (() => Int16Array) => {
  let phase = 0
  return () => {
    const frame = Int16Array.from(
      { length: FRAME },
      (_, i) => level * Math.sin((2 * Math.PI * hz * (phase + i)) / RATE),
    )
    phase = (phase + FRAME) % RATE
    return frame
  }
}

export const createVoicePeer = async (): Promise<VoicePeer> => {
  const pc = createPeerConnection({ iceServers: [] })
  const source = createAudioSource()
  const track = source.createTrack()
  let say: (() => Int16Array) | null = () => silence
  let sink: AudioSink | null = null
  const kept: Int16Array[] = []
  pc.addTrack(track)
  pc.ontrack = (event) => {
    let resampler = createUpsampler(RATE)
    sink = createAudioSink(event.track)
    sink.ondata = (frame) => {
      if (frame.sampleRate !== resampler.rate) resampler = createUpsampler(frame.sampleRate)
      kept.push(resampler.process(frame.samples))
      if (kept.length > (KEPT_SECONDS * 1000) / FRAME_MS) kept.shift()
    }
  }
  const gathered = new Promise<void>((resolve) => {
    pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve()
  })
  await pc.setLocalDescription(await pc.createOffer())
  await gathered
  const stopSpeaking = keepSpeaking(() => {
    const samples = say?.()
    if (!samples) return
    source.onData({
      samples: new Int16Array(samples),
      sampleRate: RATE,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: FRAME,
    })
  })
  return {
    offer: pc.localDescription!.sdp,
    accept: (sdp) => pc.setRemoteDescription({ type: 'answer', sdp }),
    say: (next) => {
      say = next
    },
    heard: (ms) => {
      const frames = kept.slice(-ms / FRAME_MS)
      const out = new Int16Array(frames.length * FRAME)
      frames.forEach((frame, i) => out.set(frame.subarray(0, FRAME), i * FRAME))
      return out
    },
    close: () => {
      stopSpeaking()
      if (sink) sink.ondata = null
      sink?.stop()
      track.stop()
      pc.close()
    },
  }
}

/** One clock for all parties of this process, as long as there are any. */
const speakers = new Set<() => void>()
let clock: ReturnType<typeof startClock> | null = null

/** Calls `send` for each 10 ms that pass; returns the way to stop. */
const keepSpeaking = (send: () => void): (() => void) => {
  speakers.add(send)
  clock ??= startClock(() => speakers.forEach((speak) => speak()))
  return () => {
    speakers.delete(send)
    if (speakers.size > 0) return
    clock?.stop()
    clock = null
  }
}
