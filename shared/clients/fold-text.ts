/** Folding of what is typed, where it can be told without the database's dictionary of accents. */

/** What the dictionary leaves as it is: ASCII and the letters of Russian. */
const PLAIN = /^[\x20-\x7eа-яё]*$/iu

/**
 * Exactly what the database's `fold_text` makes of it: lower case, ё as е, one space for whatever is no letter or digit.
 * Null when the text holds anything else (ü, ł, «»): then the database must be asked.
 */
export const foldPlain = (text: string): string | null =>
  PLAIN.test(text)
    ? text
        .toLowerCase()
        .replaceAll('ё', 'е')
        .replaceAll(/[^a-zа-я\d]+/g, ' ')
        .trim()
    : null
