/** Tones, made and measured. */

/** `samples` of a sine, 16 bit. `phase` in samples lets the next piece go on where this one ends. */
export const sine = (
  hz: number,
  samples: number,
  { rate = 48_000, level = 8000, phase = 0 } = {},
): Int16Array<ArrayBuffer> =>
  Int16Array.from({ length: samples }, (_, i) => level * Math.sin((2 * Math.PI * hz * (i + phase)) / rate))

/** The level (0 … 32767) of one frequency in a piece of sound, by Goertzel's algorithm under a Hann window. */
export const toneLevel = (samples: Int16Array, hz: number, rate = 48_000): number => {
  const n = samples.length
  if (n === 0) return 0
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate)
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < n; i++) {
    const window = 1 - Math.cos((2 * Math.PI * i) / (n - 1))
    const s0 = samples[i]! * window + coefficient * s1 - s2
    s2 = s1
    s1 = s0
  }
  return (2 * Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2))) / n
}

/** Root mean square. */
export const loudness = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / Math.max(1, samples.length))
