/** What a caller typed, as E.164. Without a country code it is taken to be from the hub's first market. */
import type { CountryCode } from 'libphonenumber-js'
import parsePhone from 'libphonenumber-js'
import type { Database } from '../platform/database.ts'

/** Null for what is no phone: the call comes all the same, without a number. */
export const readTypedPhone =
  (db: Database) =>
  async (typed: string): Promise<string | null> => {
    const market = await db('markets')
      .orderBy('code')
      .first<{ default_region: string } | undefined>('default_region')
    const phone = parsePhone(typed, market?.default_region as CountryCode | undefined)
    return phone?.isPossible() ? phone.number : null
  }
