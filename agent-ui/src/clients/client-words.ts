/** Countries of the card in the reader's language. What somebody typed is shown as it stands. */

import { getCountries } from 'libphonenumber-js/min'
import { type Language, language } from '../platform/i18n.ts'

const names: Record<Language, Intl.DisplayNames> = {
  ru: new Intl.DisplayNames('ru', { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
}
/** ISO 3166 code → the country's name. */
export const countryWords = (code: string): string => {
  try {
    return names[language.value].of(code) ?? code
  } catch (error) {
    // Not of the form of a code at all: somebody's words.
    if (error instanceof RangeError) return code
    throw error
  }
}

export type Choice = { label: string; value: string }
const byLabel = (one: Choice, other: Choice) => one.label.localeCompare(other.label, language.value)
export const countryChoices = (): Choice[] =>
  [...getCountries()].map((value) => ({ label: countryWords(value), value })).sort(byLabel)
