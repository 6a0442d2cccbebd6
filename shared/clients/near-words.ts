/** Is a word that was typed the word that is meant? Small slips only: a letter more, less, other, or two in turn. */

/** Edit distance in which swapping two neighbours is one slip; gives up beyond `limit` and returns `limit + 1`. */
export const slips = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + cost)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, before[column - 2]! + 1)
      }
      line.push(best)
    }
    if (Math.min(...line) > limit) return limit + 1
    before = above
    above = line
  }
  return Math.min(above[b.length]!, limit + 1)
}

/** A short word has no room for a slip: it would be another word. */
const allowance = (word: string) => (word.length <= 3 ? 0 : word.length <= 5 ? 1 : 2)

/** How many slips lead from a typed word, or from the beginning of one, to a word; `limit + 1` when it is too far. */
const distance = (typed: string, word: string, how: { limit: number; unfinished: boolean }): number => {
  const whole = slips(typed, word, how.limit)
  if (!how.unfinished || word.length <= typed.length) return whole
  return Math.min(whole, slips(typed, word.slice(0, typed.length), how.limit))
}

/**
 * How many slips lead from the typed words to words of the text, all of them together; null when one is too far.
 * The last typed word may be unfinished. Both are folded (lower case, words parted by one space).
 */
export const nearness = (typed: string, text: string): number | null => {
  const words = text.split(' ')
  const typedWords = typed.split(' ')
  let total = 0
  for (const [place, word] of typedWords.entries()) {
    const limit = allowance(word)
    const unfinished = place === typedWords.length - 1
    const least = Math.min(...words.map((other) => distance(word, other, { limit, unfinished })))
    if (least > limit) return null
    total += least
  }
  return total
}

/**
 * Those of the known words that a typed one may stand for, the nearest first.
 * @param how `unfinished`: the typed word may be the beginning of one
 */
export const wordsMeant = <W>(
  typed: string,
  known: readonly W[],
  textOf: (word: W) => string,
  how: { unfinished: boolean; limit: number },
): W[] => {
  const limit = allowance(typed)
  const { unfinished } = how
  return known
    .map((word) => ({ word, count: distance(typed, textOf(word), { limit, unfinished }) }))
    .filter(({ count }) => count <= limit)
    .sort((a, b) => a.count - b.count || (textOf(a.word) < textOf(b.word) ? -1 : 1))
    .slice(0, how.limit)
    .map(({ word }) => word)
}

/**
 * The share of a text's trigrams that is left after the slips that are forgiven, to gather candidates by: a slip
 * spoils three, two letters in turn four; a word of n letters has n + 1.
 */
export const likenessLeft = (typed: string): number => {
  const trigrams = typed.split(' ').reduce((sum, word) => sum + word.length + 1, 0)
  const spoiled = trigrams >= 9 ? 6 : 4
  return Math.max(0.3, (trigrams - spoiled) / trigrams - 0.01)
}

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюё'

/** What the same keys give in the other layout: "bdfyjd" is "иванов". */
export const otherLayout = (typed: string): string => {
  const lower = typed.toLowerCase()
  const [from, to] = /[а-яё]/u.test(lower) ? [CYRILLIC, LATIN] : [LATIN, CYRILLIC]
  return [...lower].map((key) => to[from.indexOf(key)] ?? key).join('')
}
