/** A second of two tones, one in each channel: 8 kHz, 16-bit PCM, with a chunk more in its header than it needs. */
const RATE = 8_000
const LOUD = 8_000

export const stereo = (leftHz: number, rightHz: number): Buffer => {
  const data = Buffer.alloc(RATE * 4)
  for (let at = 0; at < RATE; at += 1) {
    const tone = (hz: number) => Math.round(LOUD * Math.sin((2 * Math.PI * hz * at) / RATE))
    data.writeInt16LE(tone(leftHz), at * 4)
    data.writeInt16LE(tone(rightHz), at * 4 + 2)
  }
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(name, 0, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body])
  }
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(2, 2)
  format.writeUInt32LE(RATE, 4)
  format.writeUInt32LE(RATE * 4, 8)
  format.writeUInt16LE(4, 12)
  format.writeUInt16LE(16, 14)
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.from('INFOtest', 'latin1')),
    chunk('data', data),
  ])
  return chunk('RIFF', body)
}
