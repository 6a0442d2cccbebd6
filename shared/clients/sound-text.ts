/** A folded name as it sounds, in Latin letters: so a name is found in either script and in any of its spellings. */

const LETTERS: Record<string, string> = Object.fromEntries(
  [...'абвгдезийклмнопрстуфхыэ'].map((letter, at) => [letter, 'abvgdeziyklmnoprstufhye'[at]!]),
)
const PAIRS: [RegExp, string][] = [
  [/[ъь]/g, ''],
  [/ж/g, 'zh'],
  [/ц/g, 'ts'],
  [/ч/g, 'ch'],
  [/[шщ]/g, 'sh'],
  [/ю/g, 'yu'],
  [/я/g, 'ya'],
  [/shch/g, 'sh'],
  [/sch/g, 'sh'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/tz/g, 'ts'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/c(?=[eiy])/g, 'ts'],
  [/c(?!h)/g, 'k'],
  [/(^| )ye/g, '$1e'],
  [/[yj]/g, 'i'],
  [/q/g, 'k'],
  [/([a-z])\1+/g, '$1'],
]

/** Exactly what the database's `sound_text` makes of it. @param folded as `fold_text` leaves it */
export const soundOf = (folded: string): string =>
  PAIRS.reduce(
    (text, [from, to]) => text.replace(from, to),
    [...folded].map((letter) => LETTERS[letter] ?? letter).join(''),
  )
