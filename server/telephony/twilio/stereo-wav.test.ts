import { expect, test } from 'vitest'
import { stereo } from '../../../tests/twilio-cloud/stereo.ts'
import { readWav, writeWavHeader } from '../web-voice/media/wav.ts'
import { toHouseWav } from './stereo-wav.ts'

test('the channels change places, whatever chunks the header has; nothing else changes', () => {
  const house = toHouseWav(stereo(440, 880)) as Buffer
  const { data } = readWav(stereo(880, 440))
  expect(house.subarray(0, 44)).toEqual(writeWavHeader({ rate: 8_000, channels: 2, dataBytes: data.length }))
  expect(house.subarray(44).equals(data)).toBe(true)
})

test('mono is kept', () => {
  const mono = Buffer.concat([
    writeWavHeader({ rate: 8_000, channels: 1, dataBytes: 4 }),
    Buffer.from([1, 2, 3, 4]),
  ])
  expect(toHouseWav(mono)).toEqual(mono)
})

test('what is no WAV of 16-bit PCM is none', () => {
  const ofBits = (bits: number) => {
    const file = stereo(440, 880)
    file.writeUInt16LE(bits, 34)
    return file
  }
  expect(toHouseWav(ofBits(16))).not.toBeNull()
  expect(toHouseWav(ofBits(24))).toBeNull()
  expect(toHouseWav(Buffer.from('<html>502</html>'))).toBeNull()
  expect(toHouseWav(stereo(440, 880).subarray(0, 30))).toBeNull()
})
