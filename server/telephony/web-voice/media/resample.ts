/** Changes of sampling rate, streaming: each call goes on where the last one ended. */
import { RATE } from './frame.ts'

/** Samples of history that each phase of the interpolating filter looks at. */
const SPAN = 8

/** A low-pass filter of `length` taps cut at `cutoff` (a share of the sampling rate), unit gain (Hamming window). */
export const lowPass = (length: number, cutoff: number): Float32Array => {
  const taps = new Float32Array(length)
  const middle = (length - 1) / 2
  let sum = 0
  for (let i = 0; i < length; i++) {
    const x = i - middle
    const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x)
    const tap = sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (length - 1)))
    taps[i] = tap
    sum += tap
  }
  return taps.map((tap) => tap / sum)
}

const clip = (value: number): number => Math.max(-32768, Math.min(32767, value))

export type Resampler = { readonly rate: number; process(samples: Int16Array): Int16Array }

/** A resampler from `rate` to 48 kHz: polyphase where 48 kHz is a multiple, else linear. */
export const createUpsampler = (rate: number): Resampler => {
  if (rate === RATE) return { rate, process: (samples) => samples }
  return RATE % rate === 0 ? createPolyphase(rate) : createLinear(rate)
}

const createPolyphase = (rate: number): Resampler => {
  const factor = RATE / rate
  const taps = lowPass(SPAN * factor, 0.45 / factor)
  let tail = new Float32Array(SPAN - 1)
  return {
    rate,
    process: (samples) => {
      const input = new Float32Array(tail.length + samples.length)
      input.set(tail)
      input.set(samples, tail.length)
      const out = new Int16Array(samples.length * factor)
      for (let i = 0, at = 0; i < samples.length; i++) {
        for (let phase = 0; phase < factor; phase++) {
          let sum = 0
          for (let k = 0, tap = phase; k < SPAN; k++, tap += factor)
            sum += taps[tap]! * input[i + SPAN - 1 - k]!
          out[at++] = clip(Math.round(sum * factor))
        }
      }
      tail = input.slice(samples.length)
      return out
    },
  }
}

const createLinear = (rate: number): Resampler => {
  const step = rate / RATE
  let last = 0
  let position = 0
  return {
    rate,
    process: (samples) => {
      const out: number[] = []
      // Position 0 is the last sample of the call before, 1 the first of this one.
      for (; position < samples.length; position += step) {
        const whole = Math.floor(position)
        const from = whole === 0 ? last : samples[whole - 1]!
        out.push(Math.round(from + (samples[whole]! - from) * (position - whole)))
      }
      position -= samples.length
      last = samples.at(-1) ?? last
      return Int16Array.from(out)
    },
  }
}

const DECIMATOR_TAPS = lowPass(36, 7000 / RATE)

/** 48 kHz to 16 kHz, for the recorder: writes a third of the samples into `out`. */
export const createDecimator = () => {
  const history = DECIMATOR_TAPS.length - 1
  const input = new Float32Array(history + 480)
  return {
    process: (samples: Int16Array, out: Int16Array): void => {
      input.set(samples, history)
      for (let at = 0, from = 0; from < samples.length; from += 3, at++) {
        let sum = 0
        for (let k = 0; k < DECIMATOR_TAPS.length; k++) sum += DECIMATOR_TAPS[k]! * input[from + k]!
        out[at] = clip(Math.round(sum))
      }
      input.copyWithin(0, samples.length, samples.length + history)
    },
  }
}
