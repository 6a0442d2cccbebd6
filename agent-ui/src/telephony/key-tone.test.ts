import { expect, test } from 'vitest'
import { keyTones } from './key-tone.ts'

test('every key has its pair of tones, and nothing else has', () => {
  expect(keyTones('1')).toEqual([697, 1209])
  expect(keyTones('5')).toEqual([770, 1336])
  expect(keyTones('0')).toEqual([941, 1336])
  expect(keyTones('#')).toEqual([941, 1477])
  const pairs = [...'1234567890*#'].map((key) => keyTones(key)!.join())
  expect(new Set(pairs).size).toBe(12)
  for (const none of ['', '12', 'A', ' ']) expect(keyTones(none)).toBeNull()
})
