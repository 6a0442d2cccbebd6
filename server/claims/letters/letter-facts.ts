/** What a claim says in a letter, in the letter's language and by the clock of its market. */
import type { Queryable } from '#server/platform/database.ts'
import type { LetterFacts } from '#shared/claims/letters/letter-template.ts'
import type { ClaimRow } from '../claim.store.ts'
import { readPromise } from '../clocks/read-promise.ts'
import { languageFor } from './recipient.store.ts'

const LOCALES = { ru: 'ru-RU', en: 'en-GB' } as const

/** `28 ноября 2026 года`: a full stop of its own would stand doubled at the end of a sentence. */
export const longDay = (at: number, language: 'ru' | 'en', timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone })
    .format(at)
    .replace(/г\.$/, 'года')

/** A `YYYY-MM-DD` day has no zone to shift it. */
export const dayText = (day: string, language: 'ru' | 'en'): string =>
  longDay(Date.parse(`${day}T12:00:00Z`), language, 'UTC')

export const factsForLetter = async (
  q: Queryable,
  claim: ClaimRow,
  language: 'ru' | 'en',
  now: number,
): Promise<LetterFacts> => {
  const { zone, market } = await languageFor(q, claim)
  const promisedAt = (await readPromise(q, claim.id)) ?? claim.deadline_at
  const day = (at: number) => longDay(at, language, zone)
  return {
    number: claim.number,
    opened: day(claim.opened_at),
    // A deadline at midnight is the end of the day before.
    deadline: day(promisedAt - 1),
    today: day(now),
    client: claim.client_name,
    person: claim.person_name ?? '',
    product: claim[`product_name_${language}`] ?? '',
    category: claim[`category_name_${language}`],
    description: claim.description,
    findings: claim.findings ?? '',
    answer: claim.answer ?? '',
    grounds: claim.grounds ?? '',
    handler: claim.handler_name ?? '',
    market: market[language],
  }
}
