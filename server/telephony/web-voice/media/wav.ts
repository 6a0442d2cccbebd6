/**
 * RIFF/WAVE files: 16-bit PCM written (recordings) and read, µ-law read (prompts).
 * Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991); ITU-T G.711.
 */

export const WAV_HEADER_BYTES = 44
export const PCM_FORMAT = 1
export const MULAW_FORMAT = 7
const EXTENSIBLE = 0xfffe

export type WavShape = { rate: number; channels: number; dataBytes: number }

/** A 44-byte header of 16-bit PCM. */
export const writeWavHeader = ({ rate, channels, dataBytes }: WavShape): Buffer => {
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(PCM_FORMAT, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(dataBytes, 40)
  return header
}

export type WavFile = { format: number; rate: number; channels: number; bits: number; data: Buffer }

/** Reads a whole WAV file. Throws when it is none. */
export const readWav = (file: Buffer): WavFile => {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('Not a WAV file')
  }
  let shape: Omit<WavFile, 'data'> | null = null
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4)
    const bytes = file.readUInt32LE(at + 4)
    const body = file.subarray(at + 8, at + 8 + bytes)
    if (name === 'fmt ') {
      const format = body.readUInt16LE(0)
      shape = {
        // What outgrew the old field names itself further on.
        format: format === EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : format,
        channels: body.readUInt16LE(2),
        rate: body.readUInt32LE(4),
        bits: body.readUInt16LE(14),
      }
    }
    if (name === 'data' && shape) return { ...shape, data: body }
    at += 8 + bytes + (bytes % 2)
  }
  throw new Error('A WAV file without sound')
}

/** G.711 µ-law: what each of the 256 codes sounds like, 16 bit. */
export const MULAW = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)
  return bits & 0x80 ? 0x84 - magnitude : magnitude - 0x84
})
