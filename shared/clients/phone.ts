/** Reading a phone as people type it. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * E.164, or null when it is no phone anywhere it could be from.
 * @param regions ISO 3166 countries that a number without a country code may be of, likeliest first
 */
export const toE164 = (typed: string, regions: readonly string[]): string | null => {
  const possible: string[] = []
  for (const region of regions.length > 0 ? regions : [undefined]) {
    const phone = parsePhoneNumberFromString(typed, region as CountryCode | undefined)
    if (phone?.isValid()) return phone.number
    if (phone?.isPossible()) possible.push(phone.number)
  }
  return possible[0] ?? null
}

/** The country of an E.164 number, the likeliest where several share its code; null when it has none. */
export const regionOf = (number: string): string | null => {
  const phone = parsePhoneNumberFromString(number)
  return phone?.country ?? phone?.getPossibleCountries()[0] ?? null
}
