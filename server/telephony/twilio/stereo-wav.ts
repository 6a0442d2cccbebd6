/** The provider's two-channel WAV in the house's own form: 16-bit PCM, a plain header, left the agents, right the client. */
import { PCM_FORMAT, readWav, type WavFile, writeWavHeader } from '../web-voice/media/wav.ts'

const [CHANNELS, BITS] = [2, 16]

/** Null for what is no WAV of 16-bit PCM. */
const soundOf = (file: Buffer): WavFile | null => {
  try {
    const sound = readWav(file)
    return sound.format === PCM_FORMAT && sound.bits === BITS ? sound : null
  } catch {
    return null
  }
}

/** Of a line that is recorded by itself the party's own voice comes first; ours has the agents there. Mono is kept. */
export const toHouseWav = (file: Buffer): Buffer | null => {
  const sound = soundOf(file)
  if (!sound) return null
  const { rate, channels } = sound
  const data = channels === CHANNELS ? swapped(sound.data) : sound.data
  return Buffer.concat([writeWavHeader({ rate, channels, dataBytes: data.length }), data])
}

const swapped = (data: Buffer): Buffer => {
  const whole = data.subarray(0, data.length - (data.length % 4))
  const out = Buffer.alloc(whole.length)
  for (let at = 0; at < whole.length; at += 4) {
    whole.copy(out, at, at + 2, at + 4)
    whole.copy(out, at + 2, at, at + 2)
  }
  return out
}
