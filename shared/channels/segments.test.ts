import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countSegments } from './segments.ts'

test.each([
  ['', 'GSM-7', 0, 0, 160],
  ['a'.repeat(160), 'GSM-7', 160, 1, 0],
  ['a'.repeat(161), 'GSM-7', 161, 2, 145],
  ['a'.repeat(306), 'GSM-7', 306, 2, 0],
  ['a'.repeat(307), 'GSM-7', 307, 3, 152],
  ['я'.repeat(70), 'UCS-2', 70, 1, 0],
  ['я'.repeat(71), 'UCS-2', 71, 2, 63],
  ['я'.repeat(134), 'UCS-2', 134, 2, 0],
  ['я'.repeat(135), 'UCS-2', 135, 3, 66],
  ['€'.repeat(80), 'GSM-7', 160, 1, 0],
  ['é£ØΩ', 'GSM-7', 4, 1, 156],
  // No letter of the alphabet: ç is not Ç.
  ['ç', 'UCS-2', 1, 1, 69],
  ['🙂', 'UCS-2', 2, 1, 68],
  // The escape and its character stay together: 152 places, then the sign goes whole to the next part.
  [`${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 164, 2, 141],
  [`${'я'.repeat(66)}🙂${'я'.repeat(5)}`, 'UCS-2', 73, 2, 60],
] as const)('%#: %s', (text, alphabet, length, segments, left) => {
  expect(countSegments(text)).toEqual({ alphabet, length, segments, left })
})

/** Word for word by the standard, a slower way: fill parts one by one. */
const filled = (sizes: number[], room: number): number => {
  const parts = [0]
  for (const size of sizes) {
    const last = parts.at(-1) as number
    if (last + size > room) parts.push(size)
    else parts[parts.length - 1] = last + size
  }
  return parts.length
}

test('whatever is written: the parts hold it, and one fewer would not', () => {
  const letters = fc.constantFrom(...'aZ€^я🙂 1')
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 400 }), (characters) => {
      const isWide = characters.some((one) => 'я🙂'.includes(one))
      const sizes = characters.map((one) => (isWide ? one.length : '€^'.includes(one) ? 2 : 1))
      const length = sizes.reduce((sum, size) => sum + size, 0)
      const [alone, part] = isWide ? [70, 67] : [160, 153]
      const expected = length === 0 ? 0 : length <= alone ? 1 : filled(sizes, part)
      const counted = countSegments(characters.join(''))
      expect(counted).toMatchObject({ length, segments: expected })
      expect(counted.left).toBeGreaterThanOrEqual(0)
      expect(counted.left).toBeLessThanOrEqual(counted.segments > 1 ? part : alone)
    }),
  )
})
