/** A sound that somebody sends, as a prompt: judged by its content, brought to the house's rate, level and encoding. */
import { MULAW, MULAW_FORMAT, PCM_FORMAT, readWav, type WavFile } from '../web-voice/media/wav.ts'
import { levelSpeech, mulawWav, resampleTo16k, soundingLevel, trimSilence } from './shape.ts'

const FLOAT_FORMAT = 3
const [LEAST_RATE, MOST_RATE] = [8_000, 96_000]
const [LEAST_S, MOST_S] = [0.2, 60]
/** Below it a voice cannot be told from the noise of the room, dB of full scale. */
const QUIETEST_DB = -45
/** A sample so near to the end of the scale was cut off there; this share of them is heard. */
const CLIPPED_AT = 0.998
const CLIPPED_SHARE = 0.005

export type SoundFault =
  | 'not_wav'
  | 'unsupported_sound'
  | 'sound_too_short'
  | 'sound_too_long'
  | 'silent'
  | 'too_quiet'
  | 'clipped'

/** `levelDb` is what it was sent at, dB of full scale. */
export type Prompt = { wav: Buffer; durationMs: number; levelDb: number }

/** One sample at a byte, between −1 and 1; by format and bits. */
const READERS: Record<string, (data: Buffer, at: number) => number> = {
  [`${PCM_FORMAT}/8`]: (data, at) => (data[at]! - 128) / 128,
  [`${PCM_FORMAT}/16`]: (data, at) => data.readInt16LE(at) / 2 ** 15,
  [`${PCM_FORMAT}/24`]: (data, at) => data.readIntLE(at, 3) / 2 ** 23,
  [`${PCM_FORMAT}/32`]: (data, at) => data.readInt32LE(at) / 2 ** 31,
  [`${FLOAT_FORMAT}/32`]: (data, at) => data.readFloatLE(at),
  [`${MULAW_FORMAT}/8`]: (data, at) => MULAW[data[at]!]! / 2 ** 15,
}

/** The prompt, or why it cannot be one. */
export const readSound = (file: Buffer): Prompt | SoundFault => {
  const wav = wavOf(file)
  if (!wav) return 'not_wav'
  const { format, bits, rate, channels, data } = wav
  const read = READERS[`${format}/${bits}`]
  const fits = rate >= LEAST_RATE && rate <= MOST_RATE && (channels === 1 || channels === 2)
  if (!read || !fits) return 'unsupported_sound'
  const step = (bits / 8) * channels
  const seconds = data.length / step / rate
  if (seconds < LEAST_S) return 'sound_too_short'
  if (seconds > MOST_S) return 'sound_too_long'
  const samples = Float64Array.from({ length: Math.floor(data.length / step) }, (_, i) =>
    channels === 1 ? read(data, i * step) : (read(data, i * step) + read(data, i * step + bits / 8)) / 2,
  )
  return shapePrompt(samples, rate)
}

/** Samples between −1 and 1. */
export const shapePrompt = (samples: Float64Array, rate: number): Prompt | SoundFault => {
  if (!samples.every(Number.isFinite)) return 'unsupported_sound'
  const sound = resampleTo16k(samples, rate)
  const level = soundingLevel(sound)
  if (!(level > 0)) return 'silent'
  const levelDb = 20 * Math.log10(level)
  if (levelDb < QUIETEST_DB) return 'too_quiet'
  const clipped = samples.reduce((sum, one) => sum + (Math.abs(one) >= CLIPPED_AT ? 1 : 0), 0)
  if (clipped / samples.length > CLIPPED_SHARE) return 'clipped'
  const speech = levelSpeech(trimSilence(levelSpeech(sound)))
  return { wav: mulawWav(speech), durationMs: Math.round(speech.length / 16), levelDb: round(levelDb) }
}

const round = (db: number): number => Math.round(db * 10) / 10

const wavOf = (file: Buffer): WavFile | null => {
  try {
    return readWav(file)
  } catch {
    return null
  }
}
