/** What the words of a file stand for: markets, managers, sources, countries, kinds, languages. Pure; made once for many rows. */
import { getCountries } from 'libphonenumber-js'
import { folded, plainHead } from '../../imports/heads.ts'
import { peopleOf, type UserFacts } from '../../imports/people.ts'
import type { CustomField } from '../../organisation/custom-field.contract.ts'
import type { ListedCode } from '../listed-code.ts'

export type MarketFacts = { id: string; code: string; nameRu: string; nameEn: string; region: string | null }
export type ManagerFacts = UserFacts

export type Lookups = {
  market(text: string): MarketFacts | undefined
  marketById(id: string): MarketFacts | undefined
  /** `null`: several of that name. */
  manager(text: string): string | null | undefined
  /** Somebody of that name or address who works here no more. */
  isFormerManager(text: string): boolean
  /** The code of a source that may be chosen. */
  source(text: string): string | undefined
  /** The code of a branch by its names; of one that is on no list, what was typed. */
  industry(text: string): string
  country(text: string): string | undefined
  /** Those that an administrator added to clients. */
  fields: readonly CustomField[]
}

let countries: Map<string, string> | null = null
/** ISO codes, and names in both languages. */
const countryNames = (): Map<string, string> => {
  if (countries) return countries
  const names = ['ru', 'en'].map((language) => new Intl.DisplayNames(language, { type: 'region' }))
  countries = new Map(
    getCountries().flatMap((code) =>
      [code, ...names.map((name) => name.of(code) ?? code)].map((text) => [folded(text), code] as const),
    ),
  )
  for (const [text, code] of [
    ['рф', 'RU'],
    ['российская федерация', 'RU'],
    ['usa', 'US'],
    ['сша', 'US'],
    ['uk', 'GB'],
  ] as const) {
    countries.set(text, code)
  }
  return countries
}

/** Of those that may be chosen, by code and by either name. */
const codesByWord = (list: readonly ListedCode[] = []): Map<string, string> =>
  new Map(
    list
      .filter(({ active }) => active)
      .flatMap(({ code, nameRu, nameEn }) =>
        [code, nameRu, nameEn].map((word) => [folded(word), code] as const),
      ),
  )

export const lookupsOf = (
  markets: readonly MarketFacts[],
  managers: readonly ManagerFacts[],
  fields: readonly CustomField[] = [],
  more: {
    former?: readonly ManagerFacts[]
    sources?: readonly ListedCode[]
    industries?: readonly ListedCode[]
  } = {},
): Lookups => {
  const byWord = new Map(
    markets.flatMap((one) => [one.code, one.nameRu, one.nameEn].map((word) => [folded(word), one] as const)),
  )
  const byId = new Map(markets.map((one) => [one.id, one]))
  const people = peopleOf(managers, more.former)
  const sources = codesByWord(more.sources)
  const industries = codesByWord(more.industries)
  return {
    market: (text) => byWord.get(folded(text)),
    marketById: (id) => byId.get(id),
    manager: people.find,
    isFormerManager: people.isFormer,
    source: (text) => sources.get(folded(text)),
    industry: (text) => industries.get(folded(text)) ?? text,
    country: (text) => countryNames().get(folded(text)),
    fields,
  }
}

const KINDS: Record<string, 'company' | 'person'> = {}
for (const word of ['компания', 'организация', 'юрлицо', 'юр лицо', 'юридическое лицо', 'company'])
  KINDS[word] = 'company'
for (const word of ['человек', 'физлицо', 'физ лицо', 'физическое лицо', 'person', 'individual'])
  KINDS[word] = 'person'
export const kindOf = (text: string): 'company' | 'person' | undefined => KINDS[plainHead(text)]

const LANGUAGES: Record<string, 'ru' | 'en'> = {
  ru: 'ru',
  рус: 'ru',
  русский: 'ru',
  russian: 'ru',
  en: 'en',
  англ: 'en',
  английский: 'en',
  english: 'en',
}
export const languageOf = (text: string): 'ru' | 'en' | undefined => LANGUAGES[plainHead(text)]
