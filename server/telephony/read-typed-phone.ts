/** What a caller typed, as E.164. Without a country code it is read by the plans of the hub's markets in turn. */
import { readPhone } from '#shared/organisation/phone.ts'
import type { Database } from '../platform/database.ts'
import { phoneRegions } from './region.store.ts'

/** The caller's language tells which markets come first. Null for what is no phone. */
export const readTypedPhone =
  (db: Database) =>
  async (typed: string, language: 'ru' | 'en'): Promise<string | null> =>
    readPhone(typed, await phoneRegions(db, language))
