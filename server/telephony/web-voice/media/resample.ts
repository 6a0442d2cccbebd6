/** From one sampling rate to another, streaming: each call goes on where the last one ended. */
import { RATE } from './frame.ts'

export type Resampler = { readonly rate: number; process(samples: Int16Array): Int16Array }

/** From `rate` to the house's, or to another: filters where one divides the other, else interpolates linearly. */
export const createResampler = (rate: number, to = RATE): Resampler => {
  if (rate === to) return { rate, process: (samples) => samples }
  if (rate % to === 0) return { rate, process: decimate(rate / to) }
  if (to % rate === 0) return { rate, process: interpolate(to / rate) }
  return { rate, process: bend(rate / to) }
}

/** To 48 kHz: what a party without a browser speaks at. */
export const createUpsampler = (rate: number): Resampler => createResampler(rate, 48_000)

/** A low-pass filter of `length` taps cut at `cutoff` (a share of the sampling rate), unit gain (Hamming window). */
const lowPass = (length: number, cutoff: number): Float32Array => {
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

const clip = (value: number): number => Math.max(-32768, Math.min(32767, Math.round(value)))

const TAPS_A_STEP = 12

const decimate = (factor: number): Resampler['process'] => {
  const taps = lowPass(TAPS_A_STEP * factor, 0.44 / factor)
  // The last samples that the filter still needs; samples that did not fill a step wait here too.
  let tail = new Float32Array(taps.length - factor)
  return (samples) => {
    const input = new Float32Array(tail.length + samples.length)
    input.set(tail)
    input.set(samples, tail.length)
    const count = Math.max(0, Math.floor((input.length - taps.length) / factor) + 1)
    const out = new Int16Array(count)
    for (let at = 0, from = 0; at < count; at++, from += factor) {
      let sum = 0
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * input[from + k]!
      out[at] = clip(sum)
    }
    tail = input.slice(count * factor)
    return out
  }
}

/** Samples of history that each phase of the interpolating filter looks at. */
const SPAN = 8

const interpolate = (factor: number): Resampler['process'] => {
  const taps = lowPass(SPAN * factor, 0.45 / factor)
  let tail = new Float32Array(SPAN - 1)
  return (samples) => {
    const input = new Float32Array(tail.length + samples.length)
    input.set(tail)
    input.set(samples, tail.length)
    const out = new Int16Array(samples.length * factor)
    for (let i = 0, at = 0; i < samples.length; i++) {
      for (let phase = 0; phase < factor; phase++) {
        let sum = 0
        for (let k = 0, tap = phase; k < SPAN; k++, tap += factor)
          sum += taps[tap]! * input[i + SPAN - 1 - k]!
        out[at++] = clip(sum * factor)
      }
    }
    tail = input.slice(samples.length)
    return out
  }
}

const bend = (step: number): Resampler['process'] => {
  let last = 0
  let position = 0
  return (samples) => {
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
  }
}
