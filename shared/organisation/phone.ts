/** Phones: E.164 within, the reader's way on the screen. An extension is no part of E.164 and is dropped. */
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js'

const regionOf = (region: string | undefined): CountryCode | undefined => {
  const upper = region?.toUpperCase()
  return upper && isSupportedCountry(upper) ? upper : undefined
}

/** Only the digits, whatever script they are written in; a leading plus is lost. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/\D/g, '')

/**
 * E.164 of any spelling, null when it is no phone. Read by the plans of the regions (ISO 3166, likeliest first); where
 * none knows it, as an international number whose plus was left out. What could be a number, but stands in no table, is
 * taken as it is typed, unless it would be another number when read again: new ranges open before our tables know them.
 */
export const readPhone = (typed: string, regions: readonly string[]): string | null => {
  const text = typed.normalize('NFKC').trim()
  const known = regions.filter((region) => regionOf(region))
  const withPlus = /^(tel:)?[\s(]*\+/i.test(text)
  const readings = (withPlus ? [''] : known).map((region) => parse(text, region))
  if (!withPlus && known.length > 0 && !/^[\s(]*0/.test(text)) readings.push(parse(`+${text}`, ''))
  const found =
    readings.find((phone) => phone?.isValid()) ??
    readings.find((phone) => phone?.isPossible() && readsBack(phone))
  return found?.number ?? null
}

/** Noughts may be taken for a prefix at each reading, the more as it is shown; what is possible in one town is none abroad. */
const readsBack = (phone: PhoneNumber): boolean =>
  [phone.number, phone.formatInternational()]
    .map((text) => parse(text, ''))
    .every((again) => again?.number === phone.number && again.isPossible())

const parse = (text: string, region: string): PhoneNumber | undefined =>
  parsePhoneNumberFromString(text.replace(/\s*(доб\.?|вн\.?)\s*\d+\s*$/iu, ''), regionOf(region))

/**
 * `+7 495 123-45-67`, or `8 (495) 123-45-67` to a reader in the number's own region. What is no E.164 is shown as it
 * is.
 */
export const showPhone = (e164: string, options: { region?: string } = {}): string => {
  const phone = parsePhoneNumberFromString(e164)
  if (!phone) return e164
  return phone.country && phone.country === regionOf(options.region)
    ? phone.formatNational()
    : phone.formatInternational()
}

/** The country of an E.164 number, the likeliest where several share its code; null when it has none. */
export const countryOfPhone = (e164: string): string | null => {
  const phone = parsePhoneNumberFromString(e164)
  return phone?.country ?? phone?.getPossibleCountries()[0] ?? null
}

const E164 = /^\+[1-9][0-9]{6,14}$/

/** A phone, and not a name that somebody calls or writes under. */
export const isE164 = (text: string): boolean => E164.test(text)
