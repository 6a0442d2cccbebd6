/** The numbers that a demo hub's callers call from. */
import { DEMO_CALLERS, demoCallers } from '#shared/telephony/demo-caller.contract.ts'
import { readSetting } from '../organisation/index.ts'
import type { Queryable } from '../platform/database.ts'

/**
 * Another one each time, of those that came with the demo company: a client who was entered by hand is never called in
 * the name of. Null where there are none.
 */
export const demoPhone = async (db: Queryable, language: 'ru' | 'en'): Promise<string | null> => {
  const setting = demoCallers.safeParse(await readSetting(db, DEMO_CALLERS))
  const phones = setting.success ? setting.data[language] : []
  return phones[Math.floor(Math.random() * phones.length)] ?? null
}
