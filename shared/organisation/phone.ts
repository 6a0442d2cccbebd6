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
 * E.164 of any spelling, null when it is no phone. Read by the plan of the default region (ISO 3166); failing that, as
 * an international number whose plus was left out. With a plus a number that could be one is taken as it stands, for
 * new ranges open before our tables know them.
 */
export const readPhone = (typed: string, defaultRegion: string): string | null => {
  const text = typed.normalize('NFKC').trim()
  const parsed = parse(text, defaultRegion)
  if (parsed?.isValid()) return parsed.number
  if (/^(tel:)?[\s(]*\+/i.test(text)) return parsed?.isPossible() ? parsed.number : null
  if (/^[\s(]*0/.test(text) || !regionOf(defaultRegion)) return null
  const international = parse(`+${text}`, defaultRegion)
  return international?.isValid() ? international.number : null
}

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
