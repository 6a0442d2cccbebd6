/** How a file of text is written, by its beginning. Pure. */

export const encodings = ['utf-8', 'windows-1251', 'utf-16le'] as const
export type Encoding = (typeof encodings)[number]
export const delimiters = [';', ',', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** By its marks; undefined where it bears none. */
export const markedEncoding = (head: Uint8Array): Encoding | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  return head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : undefined
}

/** How many of a character stand outside of quotes, line by line. */
const countsOf = (text: string, delimiter: string): number[] => {
  const counts = [0]
  let quoted = false
  for (const letter of text) {
    if (letter === '"') quoted = !quoted
    else if (quoted) continue
    else if (letter === '\n') counts.push(0)
    else if (letter === delimiter) counts[counts.length - 1]! += 1
  }
  return counts
}

/** That of which the lines hold equally many, and the most: what stands in the texts themselves stands there unevenly. */
export const guessDelimiter = (text: string): Delimiter => {
  const scored = delimiters.map((delimiter) => {
    const counts = countsOf(text, delimiter).slice(0, 20)
    const [first = 0, ...others] = counts
    const alike = others.filter((count) => count === first).length
    return { delimiter, score: first === 0 ? -1 : alike * 1_000 + first }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}
