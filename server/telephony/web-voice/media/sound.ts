/** One prompt or loop in memory: µ-law bytes, or 16-bit samples. */
import { RATE } from './frame.ts'
import { MULAW, MULAW_FORMAT, PCM_FORMAT, readWav } from './wav.ts'

export type Language = 'ru' | 'en'

/** 16 kHz mono. `read` fills `out` from sample `from`, with zeros past the end. */
export type Sound = { samples: number; read(from: number, out: Int16Array): void }

/** Throws for what is not 16 kHz mono, µ-law or 16-bit PCM. */
export const soundOf = (file: Buffer): Sound => {
  const { format, rate, channels, data } = readWav(file)
  if (rate !== RATE || channels !== 1) throw new Error('Prompts are 16 kHz mono')
  if (format === MULAW_FORMAT) {
    const codes = Buffer.from(data)
    return {
      samples: codes.length,
      read: (from, out) => {
        for (let i = 0; i < out.length; i++) out[i] = from + i < codes.length ? MULAW[codes[from + i]!]! : 0
      },
    }
  }
  if (format !== PCM_FORMAT) throw new Error('Prompts are µ-law or 16-bit PCM')
  const samples = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.length & ~1)))
  return {
    samples: samples.length,
    read: (from, out) => {
      const part = samples.subarray(from, from + out.length)
      out.set(part)
      out.fill(0, part.length)
    },
  }
}
