/** How a contact person is found in what others have typed: a regular expression of PostgreSQL, case left aside. Pure. */

/** A shorter word of a name is too common to be struck out. */
const WORD = 4
/** So many digits of a phone are its own, whatever stands for the country. */
const PHONE_DIGITS = 10
/** What people put between the digits of a phone. */
const BETWEEN = '[-\\s().]*'

/** Null when there is nothing to look for. A name is found in its cases: the ending of a word may differ. */
export const maskPattern = (who: {
  name: string
  phones: readonly string[]
  others: readonly string[]
}): string | null => {
  const words = (who.name.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= WORD)
  const parts = [
    ...who.phones.map(phonePattern),
    ...who.others.map(escaped),
    ...words.map((word) => `\\m${escaped(stemOf(word))}\\w{0,3}\\M`),
  ]
  return parts.length > 0 ? `(${parts.join('|')})` : null
}

/** «Анна» and «Анну», «Иванов» and «Ивановым» are one. */
const stemOf = (word: string): string => word.replace(/[аеёийоуыэюяь]$/iu, '')

const phonePattern = (phone: string): string =>
  `(\\+?\\d{0,3}${BETWEEN})?${[...phone.replace(/\D/g, '').slice(-PHONE_DIGITS)].join(BETWEEN)}`

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
