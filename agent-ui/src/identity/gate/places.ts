/** Currencies, countries and time zones as the browser knows them, in the user's language. */
import { getCountries } from 'libphonenumber-js/min'
import type { Language } from '../../platform/i18n.ts'
import { zoneName } from '../../platform/zone-name.ts'

type Choice = { value: string; label: string }

const named = (codes: string[], type: 'currency' | 'region', language: Language): Choice[] => {
  const names = new Intl.DisplayNames(language, { type })
  return codes
    .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}

export const currencies = (language: Language): Choice[] =>
  named(Intl.supportedValuesOf('currency'), 'currency', language)

export const regions = (language: Language): Choice[] => named([...getCountries()], 'region', language)

/** Found by its code and by what people call it. */
export const zones = (language: Language): Choice[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => {
    const name = zoneName(value, language)
    return { value, label: name === value ? value : `${value} · ${name}` }
  })
