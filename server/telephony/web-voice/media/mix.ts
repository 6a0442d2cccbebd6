/** Sums of voices. */
import { FRAME } from './frame.ts'

/** Above this level a sum is bent towards full scale instead of cut. */
const KNEE = 24_576
const HEADROOM = 32_767 - KNEE

/** Bends what is louder than the knee, smoothly, so that it never passes full scale. */
export const softClip = (value: number): number => {
  if (value <= KNEE && value >= -KNEE) return value
  const over = (Math.abs(value) - KNEE) / HEADROOM
  const bent = KNEE + (HEADROOM * over) / (1 + over)
  return value < 0 ? -bent : bent
}

const sum = new Int32Array(FRAME)

/** Writes the sum of `sources` into `out`. One source is copied as it is; none is silence. */
export const mixFrames = (sources: readonly Int16Array[], out: Int16Array): void => {
  const [first, second] = sources
  if (!first) {
    out.fill(0)
    return
  }
  if (!second) {
    out.set(first)
    return
  }
  sum.set(first)
  for (let s = 1; s < sources.length; s++) {
    const source = sources[s]!
    for (let i = 0; i < FRAME; i++) sum[i] = sum[i]! + source[i]!
  }
  for (let i = 0; i < FRAME; i++) out[i] = softClip(sum[i]!)
}

/** Scales `frame` in place from gain `from` to gain `to` along its length. */
export const rampFrame = (frame: Int16Array, from: number, to: number): void => {
  const step = (to - from) / frame.length
  for (let i = 0, gain = from; i < frame.length; i++, gain += step) frame[i] = frame[i]! * gain
}
