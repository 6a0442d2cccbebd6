/**
 * Tax numbers by country: the form, and the check digits where a country has them. Pure.
 * Sources: ИНН, приказ ФНС ЕД-7-14/559; УНП Беларуси; БИН/ИИН Казахстана; China GB 32100-2015; EU VAT, EIN by form alone.
 */
type Rule = { form: RegExp; holds?: (text: string) => boolean }

const weighed = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0)

const INN_WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const
/** The check digit at a place is that of the digits before it. */
const innDigit = (text: string, at: number): boolean =>
  (weighed(text, INN_WEIGHTS.slice(-at)) % 11) % 10 === Number(text[at])
/** ИНН: 10 digits of a company, 12 of a person. */
const isInn = (text: string): boolean =>
  text.length === 10 ? innDigit(text, 9) : innDigit(text, 10) && innDigit(text, 11)

const isBelarusian = (text: string): boolean => {
  const rest = weighed(text, [29, 23, 19, 17, 13, 7, 5, 3]) % 11
  return rest < 10 && rest === Number(text[8])
}

const isKazakh = (text: string): boolean => {
  const first = weighed(text, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
  const rest = first === 10 ? weighed(text, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 : first
  return rest < 10 && rest === Number(text[11])
}

const CHINESE = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const isChinese = (text: string): boolean => {
  let sum = 0
  for (let at = 0, weight = 1; at < 17; at += 1, weight = (weight * 3) % 31) {
    sum += CHINESE.indexOf(text[at] as string) * weight
  }
  return CHINESE[(31 - (sum % 31)) % 31] === text[17]
}

const rules: Record<string, Rule> = {
  RU: { form: /^(\d{10}|\d{12})$/, holds: isInn },
  BY: { form: /^\d{9}$/, holds: isBelarusian },
  KZ: { form: /^\d{12}$/, holds: isKazakh },
  CN: { form: /^[0-9A-HJ-NPQRTUWXY]{18}$/, holds: isChinese },
  US: { form: /^\d{9}$/ },
  IN: { form: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/ },
  TR: { form: /^\d{10,11}$/ },
}
/** A number of the European Union may be written with the country before it. */
const EUROPEAN = 'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
const anyForm = /^[0-9A-Z]{4,20}$/

/** Without the spaces, dots and dashes it is written with. */
export const bareTaxNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-‐‑–—/]/gu, '')

/**
 * The number as it is kept; null when it is none of the country.
 * @param country ISO 3166 alpha-2; null or a country whose form is not known here: anything that could be one
 */
export const readTaxNumber = (typed: string, country: string | null): string | null => {
  const text = bareTaxNumber(typed)
  const rule = country ? rules[country] : undefined
  if (rule) return rule.form.test(text) && (rule.holds?.(text) ?? true) ? text : null
  const prefix = country === 'GR' ? 'EL' : (country ?? '')
  const known = EUROPEAN.includes(prefix) && text.startsWith(prefix) ? text.slice(2) : text
  return anyForm.test(known) && /\d/.test(known) ? text : null
}
