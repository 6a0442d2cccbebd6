/**
 * The house's music: «Перезвон», sixteen bars of soft bells in D, composed for this hub and made by arithmetic.
 * Every sound that is longer than the loop's rest rings on into its beginning, so that the loop has no seam.
 */
const RATE = 16_000
const BEAT_S = 0.7
const BEATS_A_BAR = 3

/** Steps above A4 (440 Hz) in semitones, by note name. */
const NOTES = {
  D3: -19, E3: -17, Fs3: -15, G3: -14, A3: -12, B3: -10,
  D4: -7, E4: -5, Fs4: -3, G4: -2, A4: 0, B4: 2, Cs5: 4,
  D5: 5, E5: 7, Fs5: 9, G5: 10, A5: 12, B5: 14, D6: 17,
} as const // biome-ignore format: a table of pitches
type Note = keyof typeof NOTES

/** A bar: what the low bell and the pad hold, and what the bells play on the half beats ('.' rests). */
const BARS: { pad: Note[]; bells: string }[] = [
  { pad: ['D3', 'A3', 'Fs4'], bells: 'D5 . Fs5 . A5 .' },
  { pad: ['B3', 'Fs4', 'D4'], bells: 'Fs5 . D5 . B4 .' },
  { pad: ['G3', 'D4', 'B3'], bells: 'G5 . . B5 A5 .' },
  { pad: ['A3', 'E4', 'Cs5'], bells: 'E5 . . . . .' },
  { pad: ['D3', 'A3', 'Fs4'], bells: 'D5 . A5 . Fs5 .' },
  { pad: ['Fs3', 'A3', 'Cs5'], bells: 'A5 . Cs5 . Fs5 .' },
  { pad: ['G3', 'D4', 'B4'], bells: 'B5 . A5 . G5 .' },
  { pad: ['A3', 'E4', 'A4'], bells: 'A5 . . . E5 .' },
  { pad: ['B3', 'D4', 'Fs4'], bells: 'Fs5 . B4 . D5 .' },
  { pad: ['G3', 'B3', 'D4'], bells: 'D6 . B5 . G5 .' },
  { pad: ['D3', 'A3', 'Fs4'], bells: 'A5 . Fs5 . D5 .' },
  { pad: ['A3', 'E4', 'Cs5'], bells: 'E5 . . Fs5 E5 .' },
  { pad: ['G3', 'D4', 'B4'], bells: 'D5 . G5 . B5 .' },
  { pad: ['E3', 'B3', 'G4'], bells: 'B5 . . A5 G5 .' },
  { pad: ['A3', 'E4', 'Cs5'], bells: 'A5 . E5 . Cs5 .' },
  { pad: ['D3', 'A3', 'Fs4'], bells: 'D5 . . . . .' },
]

/** Partials of a small struck bell: how high, how loud, how long (seconds until a third is left). */
const BELL = [
  { ratio: 1, gain: 1, decay: 1.6 },
  { ratio: 2.0, gain: 0.42, decay: 1.0 },
  { ratio: 2.99, gain: 0.16, decay: 0.55 },
  { ratio: 4.18, gain: 0.07, decay: 0.3 },
  { ratio: 5.43, gain: 0.03, decay: 0.15 },
]

const pitch = (note: Note): number => 440 * 2 ** (NOTES[note] / 12)

/** −27 dBFS: well below speech, so that a prompt over it, or a tired ear, is not disturbed. */
const LEVEL = 10 ** (-27 / 20)

/** The loop, 16 kHz, samples between −1 and 1. */
export const composeChime = (): Float64Array => {
  const barSamples = Math.round(BEAT_S * BEATS_A_BAR * RATE)
  const out = new Float64Array(BARS.length * barSamples)
  BARS.forEach((bar, index) => {
    const start = index * barSamples
    for (const note of bar.pad) addPad(out, start, barSamples, pitch(note))
    bar.bells.split(' ').forEach((name, half) => {
      if (name === '.') return
      const accent = half === 0 ? 1 : 0.72
      addBell(out, start + Math.round((half * BEAT_S * RATE) / 2), pitch(name as Note), accent)
    })
  })
  const rms = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0) / out.length)
  return out.map((value) => (value * LEVEL) / rms)
}

const addBell = (out: Float64Array, start: number, frequency: number, loud: number): void => {
  const length = 6 * RATE
  for (const { ratio, gain, decay } of BELL) {
    const hz = frequency * ratio
    if (hz > 7000) continue
    for (let i = 0; i < length; i++) {
      const t = i / RATE
      const strike = Math.min(1, t / 0.004)
      const fade = Math.min(1, (length - i) / (RATE * 0.5))
      const value = loud * gain * strike * fade * Math.exp(-t / decay) * Math.sin(2 * Math.PI * hz * t)
      out[(start + i) % out.length]! += value
    }
  }
}

/** A quiet held tone that swells and dies with its bar. */
const addPad = (out: Float64Array, start: number, bar: number, frequency: number): void => {
  const length = Math.round(bar * 1.5)
  for (let i = 0; i < length; i++) {
    const t = i / RATE
    const swell = Math.sin((Math.PI * i) / length) ** 2
    const shimmer = 1 + 0.15 * Math.sin(2 * Math.PI * 0.7 * t)
    const value = Math.sin(2 * Math.PI * frequency * t) + 0.25 * Math.sin(2 * Math.PI * frequency * 2 * t)
    out[(start + i) % out.length]! += 0.12 * swell * shimmer * value
  }
}
