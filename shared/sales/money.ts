/** Money as integer minor units with an ISO 4217 code. No arithmetic here passes through a float. */
import { z } from 'zod'
import { currencyCode, minorDigits } from '../organisation/currency.ts'

export { currencyCode, minorDigits }
/** Up to 10^13 minor units (100 milliard roubles): in the house currency it is still a safe integer at any rate there is. */
export const amountMinor = z.int().min(0).max(10_000_000_000_000)
/** A quantity or a rate is a decimal in text, as PostgreSQL's numeric gives it. */
export const decimalText = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)

/** `12345, 'RUB'` → `'123.45'`; exact at any size. */
export const decimalOf = (minor: number, currency: string): string => {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an amount in minor units: ${minor}`)
  const digits = minorDigits(currency)
  const sign = minor < 0 ? '-' : ''
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  if (digits === 0) return sign + text
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** What a person typed (`1 234,5` or `1234.50`) as minor units; null when it is no amount of that currency. */
export const parseMinor = (typed: string, currency: string): number | null => {
  const digits = minorDigits(currency)
  const match = /^(\d{1,15})(?:[.,](\d*))?$/.exec(typed.replaceAll(/[\s\u00a0\u202f]/g, ''))
  const fraction = match?.[2] ?? ''
  if (!match?.[1] || fraction.length > digits) return null
  const minor = Number(match[1] + fraction.padEnd(digits, '0'))
  return amountMinor.safeParse(minor).success ? minor : null
}

/** `1 234,50 ₽` in the reader's way. */
export const formatMoney = (minor: number, currency: string, language: 'ru' | 'en'): string => {
  const digits = minorDigits(currency)
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  // A decimal string is formatted exactly; a number would pass through a float.
  return format.format(decimalOf(minor, currency) as Intl.StringNumericLiteral)
}
