/** What a column of a file is, known by its head. Pure. */

export type ImportColumn = {
  code: string
  head: { ru: string; en: string }
  /** Other words that people head such a column with. */
  also?: readonly string[]
  /** Several columns of a file may stand for it: «Телефон 1», «Телефон 2». */
  many?: true
}

/** Without case, and with one letter for ё and е. */
export const folded = (text: string): string => text.trim().toLowerCase().replaceAll('ё', 'е')

/** A head without case, punctuation, and the number that tells it from its like. */
export const plainHead = (head: string): string =>
  head
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\s*\d+\s*$/, '')
    .trim()

/** For each head the column that it is, null where it says nothing. What stands once in a row is taken once. */
export const guessHeads = (heads: readonly string[], columns: readonly ImportColumn[]): (string | null)[] => {
  const known = new Map<string, ImportColumn>()
  // The house's own words stand over those that an administrator has given.
  for (const column of [...columns].reverse()) {
    for (const word of [column.head.ru, column.head.en, ...(column.also ?? [])]) {
      known.set(plainHead(word), column)
    }
  }
  const taken = new Set<string>()
  return heads.map((head) => {
    const column = known.get(plainHead(head))
    if (!column || (taken.has(column.code) && !column.many)) return null
    taken.add(column.code)
    return column.code
  })
}

/** One text for the same heads in the same order, whatever their case. */
export const headsText = (heads: readonly string[]): string => JSON.stringify(heads.map(plainHead))
