/** What the words of a file of claims stand for. Pure; made once for many rows. */
import { folded } from '../../imports/heads.ts'
import { type People, peopleOf, type UserFacts } from '../../imports/people.ts'
import type { CustomField } from '../../organisation/custom-field.contract.ts'
import type { Severity, severities } from '../claim.state.ts'
import type { BroughtGround } from './closed-before.ts'

export type MarketFacts = {
  id: string
  code: string
  nameRu: string
  nameEn: string
  zone: string
  region: string | null
}
type Named = { id: string; code: string; nameRu: string; nameEn: string }

export type ClaimLookups = {
  market(text: string): MarketFacts | undefined
  marketById(id: string): MarketFacts | undefined
  category(text: string): string | undefined
  /** By its code or name. */
  product(text: string): string | undefined
  people: People
  /** Whether somebody handles claims of the market. */
  mayHandle(userId: string, marketId: string): boolean
  /** Those that an administrator added to claims. */
  fields: readonly CustomField[]
}

const byWords = <T extends Named>(list: readonly T[]): Map<string, T> =>
  new Map(
    list.flatMap((one) => [one.nameEn, one.nameRu, one.code].map((word) => [folded(word), one] as const)),
  )

export const claimLookupsOf = (facts: {
  markets: readonly MarketFacts[]
  categories: readonly Named[]
  products: readonly Named[]
  users: readonly UserFacts[]
  former: readonly UserFacts[]
  /** By market. */
  handlers: ReadonlyMap<string, ReadonlySet<string>>
  fields: readonly CustomField[]
}): ClaimLookups => {
  const [markets, categories, products] = [
    byWords(facts.markets),
    byWords(facts.categories),
    byWords(facts.products),
  ]
  const byId = new Map(facts.markets.map((one) => [one.id, one]))
  return {
    market: (text) => markets.get(folded(text)),
    marketById: (id) => byId.get(id),
    category: (text) => categories.get(folded(text))?.id,
    product: (text) => products.get(folded(text))?.id,
    people: peopleOf(facts.users, facts.former),
    mayHandle: (userId, marketId) => facts.handlers.get(marketId)?.has(userId) === true,
    fields: facts.fields,
  }
}

const knownWords = <T extends string>(words: Record<T, readonly string[]>): Map<string, T> =>
  new Map(
    (Object.keys(words) as T[]).flatMap((code) =>
      [code, ...words[code]].map((word) => [folded(word), code] as const),
    ),
  )

const SEVERITIES = knownWords<Severity>({
  low: ['низкая', 'низкий', 'незначительная', 'minor', '4', 's4'],
  normal: ['обычная', 'обычный', 'средняя', 'средний', 'нормальная', 'medium', 'usual', '3', 's3'],
  high: ['высокая', 'высокий', 'серьёзная', 'major', '2', 's2'],
  critical: ['критическая', 'критичная', 'критический', 'срочная', 'urgent', 'blocker', '1', 's1'],
} satisfies Record<(typeof severities)[number], readonly string[]>)
export const severityOf = (text: string): Severity | undefined => SEVERITIES.get(folded(text))

const GROUNDS = knownWords<BroughtGround>({
  verified: [
    'подтверждена',
    'подтверждена клиентом',
    'урегулирована',
    'решена',
    'confirmed',
    'settled',
    'solved',
  ],
  silence: ['молчание', 'молчание клиента', 'без ответа клиента', 'no reply', 'client silent'],
  rejected: ['отклонена', 'отказ', 'необоснованная', 'unfounded', 'refused'],
  withdrawn: ['отозвана', 'отозвана клиентом', 'taken back', 'cancelled by client'],
})
export const groundOfText = (text: string): BroughtGround | undefined => GROUNDS.get(folded(text))
