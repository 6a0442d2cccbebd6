/** The provider's two-channel WAV in the house's own form: 16-bit PCM, a plain header, left the agents, right the client. */

const HEADER_BYTES = 44
const [PCM, CHANNELS, BITS] = [1, 2, 16]

type Sound = { rate: number; channels: number; data: Buffer }

/** Null for what is no WAV of 16-bit PCM. Source: Multimedia Programming Interface and Data Specifications 1.0. */
const readWav = (file: Buffer): Sound | null => {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') return null
  let format: { code: number; channels: number; rate: number; bits: number } | null = null
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const body = at + 8
    if (name === 'fmt ' && size >= 16) {
      format = {
        code: file.readUInt16LE(body),
        channels: file.readUInt16LE(body + 2),
        rate: file.readUInt32LE(body + 4),
        bits: file.readUInt16LE(body + 14),
      }
    }
    if (name === 'data') {
      if (!format || format.code !== PCM || format.bits !== BITS) return null
      return { rate: format.rate, channels: format.channels, data: file.subarray(body, body + size) }
    }
    at = body + size + (size % 2)
  }
  return null
}

/** Of a line that is recorded by itself the party's own voice comes first; ours has the agents there. Mono is kept. */
export const toHouseWav = (file: Buffer): Buffer | null => {
  const sound = readWav(file)
  if (!sound) return null
  const data = sound.channels === CHANNELS ? swapped(sound.data) : sound.data
  const header = Buffer.alloc(HEADER_BYTES)
  const frame = sound.channels * (BITS / 8)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(HEADER_BYTES - 8 + data.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(PCM, 20)
  header.writeUInt16LE(sound.channels, 22)
  header.writeUInt32LE(sound.rate, 24)
  header.writeUInt32LE(sound.rate * frame, 28)
  header.writeUInt16LE(frame, 32)
  header.writeUInt16LE(BITS, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
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
