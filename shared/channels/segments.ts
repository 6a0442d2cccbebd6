/**
 * How many SMS a text goes out as. Sources: 3GPP TS 23.038 (the default alphabet and its extension), TS 23.040 (a text in
 * parts gives 6 octets of each to their header): 160 characters of 7 bits, or 153 a part; 70 units of UCS-2, or 67 a part.
 */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Each of these takes the place of two. */
const EXTENSION = '\f^{}\\[~]|€'

const basic = new Set(BASIC)
const extension = new Set(EXTENSION)

export type Alphabet = 'GSM-7' | 'UCS-2'
export type SegmentCount = {
  alphabet: Alphabet
  /** Places taken: septets or UCS-2 units. */
  length: number
  segments: number
  /** Places left before another segment begins. */
  left: number
}

const ROOM: Record<Alphabet, { alone: number; part: number }> = {
  'GSM-7': { alone: 160, part: 153 },
  'UCS-2': { alone: 70, part: 67 },
}

const alphabetOf = (characters: readonly string[]): Alphabet =>
  characters.every((one) => basic.has(one) || extension.has(one)) ? 'GSM-7' : 'UCS-2'

/** A surrogate pair is two units of UCS-2. */
const sizeOf = (character: string, alphabet: Alphabet): number =>
  alphabet === 'UCS-2' ? character.length : extension.has(character) ? 2 : 1

/** An empty text is no segment. A character of two places is never cut in two: it begins the next part. */
export const countSegments = (text: string): SegmentCount => {
  const characters = [...text]
  const alphabet = alphabetOf(characters)
  const { alone, part } = ROOM[alphabet]
  const sizes = characters.map((one) => sizeOf(one, alphabet))
  const length = sizes.reduce((sum, size) => sum + size, 0)
  if (length <= alone) return { alphabet, length, segments: length === 0 ? 0 : 1, left: alone - length }
  let segments = 1
  let taken = 0
  for (const size of sizes) {
    if (taken + size > part) {
      segments += 1
      taken = 0
    }
    taken += size
  }
  return { alphabet, length, segments, left: part - taken }
}
