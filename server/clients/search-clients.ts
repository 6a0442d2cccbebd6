/** Finds a client by name, person, phone in any spelling, e-mail, tax number or claim number. */

import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Database } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { foldPlain } from '#shared/clients/fold-text.ts'
import { otherLayout } from '#shared/clients/near-words.ts'
import { phoneQuery } from '#shared/clients/phone-search.ts'
import {
  CLAIM_SCORE,
  CUSTOM_PENALTY,
  EMAIL_SCORE,
  type Match,
  phoneScore,
  rankMatches,
  TAX_SCORE,
  textScore,
} from '#shared/clients/rank-matches.ts'
import { type FoundClient, SEARCH_RESULTS } from '#shared/clients/search.contract.ts'
import { bareTaxNumber } from '#shared/clients/tax-number.ts'
import { countryOfPhone } from '#shared/organisation/phone.ts'
import { presentMarket } from './client.present.ts'
import {
  type FoundRow,
  findByNumber,
  findHits,
  foldText,
  type Hit,
  marketRegions,
  readFound,
  type Within,
} from './search.store.ts'
import { byLikeness, bySound } from './search-by-sound.ts'
import { type Candidate, nameMatch, valueMatch } from './search-matches.ts'

/** Claims come later in the arrows, so their room is handed in. Numbers that begin so, within the actor's reach. */
export type FindByClaimNumber = (
  db: Database,
  actor: Actor,
  beginning: string,
) => Promise<{ clientId: string; number: string }[]>

export const searchClients = async (
  platform: Platform,
  actor: Actor,
  wanted: string | { search: string; tags: string[]; sources?: string[]; custom?: string | undefined },
  findByClaimNumber: FindByClaimNumber,
): Promise<{ results: FoundClient[]; more: boolean }> => {
  const { db } = platform
  const {
    search: typed,
    tags,
    sources = [],
    custom: filter,
  } = typeof wanted === 'string' ? { search: wanted, tags: [], sources: [], custom: '' } : wanted
  const custom = await customConditions(db, 'client', filter)
  const within = { reach: reachOf(actor, 'client.read'), tags, sources, custom }
  const folded = await fold(db, typed)
  // One after another: a search must not take half of the pool's connections from the calls.
  const found = [
    ...(await byMeaning(db, actor, within, { typed, folded })),
    ...(await byClaim(db, actor, typed, findByClaimNumber)),
  ]
  const named = wordsOf(folded) !== null
  // A full page of what is written so needs no other spellings.
  if (named && found.length < SEARCH_RESULTS) found.push(...(await bySound(db, within, folded)))
  if (named && found.length === 0) found.push(...(await byLikeness(db, within, folded)))
  if (found.length === 0) found.push(...(await inOtherLayout(db, within, typed)))
  const ranked = rankMatches(found, SEARCH_RESULTS + 1)
  const cards = await cardsOf(db, within, ranked)
  const results = ranked.flatMap((match) => {
    const card = cards.get(match.clientId)
    return card ? [present(card, match)] : []
  })
  return { results: results.slice(0, SEARCH_RESULTS), more: results.length > SEARCH_RESULTS }
}

const fold = async (db: Database, typed: string): Promise<string> =>
  foldPlain(typed) ?? (await foldText(db, typed))

const cardsOf = async (
  db: Database,
  within: Within,
  matches: Candidate[],
): Promise<Map<string, FoundRow>> => {
  const unknown = matches.filter((match) => match.card === null).map((match) => match.clientId)
  const read = unknown.length > 0 ? await readFound(db, within, unknown) : []
  const known = matches.flatMap((match) => match.card ?? [])
  return new Map([...known, ...read].map((card) => [card.id, card]))
}

/** So many digits are hardly part of a name. */
const NUMBER = /^[\d ]{6,}$/

const wordsOf = (folded: string): string[] | null =>
  folded && !NUMBER.test(folded) ? folded.split(' ') : null

/** A site, or a name in a messenger. */
const ADDRESS = /^(?:@[\w.-]{3,}|(?:https?:\/\/)?[\p{L}\d-]+(?:\.[\p{L}\d/-]+)+)$/u
const addressIn = (typed: string): string | null =>
  ADDRESS.test(typed) && /\p{L}/u.test(typed) ? typed.toLowerCase().replace(/^(?:@|https?:\/\/)/, '') : null

/** At least four digits, and letters at most beside them. */
const taxNumberIn = (typed: string): string | null => {
  const bare = bareTaxNumber(typed)
  return /^[0-9A-Z]{5,20}$/.test(bare) && /(?:\d\D*){4}/.test(bare) ? bare : null
}

/** Name, phone, e-mail, other addresses and tax number. */
const byMeaning = async (
  db: Database,
  actor: Actor,
  within: Within,
  { typed, folded }: { typed: string; folded: string },
): Promise<Candidate[]> => {
  const words = wordsOf(folded)
  const phonePieces = phoneQuery(typed, [])?.fragments ?? null
  const email = typed.includes('@') ? typed.toLowerCase() : null
  const address = addressIn(typed)
  const taxNumber = taxNumberIn(typed)
  const custom = folded ? folded.split(' ') : null
  const hits = await findHits(db, within, { words, phonePieces, email, address, taxNumber, custom })
  const of = (by: Hit['by']): Hit[] => hits.filter((hit) => hit.by === by)
  return [
    ...of('name').map((hit) => nameMatch(hit, folded, words ?? [])),
    ...(phonePieces ? await byPhone(db, actor, within, { typed, holding: of('phone') }) : []),
    ...of('email').map((hit) => valueMatch(hit, scoreOf(EMAIL_SCORE, hit.value, typed.toLowerCase()))),
    ...of('address').map((hit) => valueMatch(hit, scoreOf(EMAIL_SCORE, hit.value, address ?? ''))),
    ...of('tax-number').map((hit) =>
      valueMatch(hit, hit.value === taxNumber ? TAX_SCORE.whole : TAX_SCORE.beginning),
    ),
    ...of('custom').map((hit) =>
      valueMatch(hit, textScore(folded, foldPlain(hit.value) ?? hit.value) - CUSTOM_PENALTY),
    ),
  ]
}

const inOtherLayout = async (db: Database, within: Within, typed: string): Promise<Candidate[]> => {
  const folded = await fold(db, otherLayout(typed))
  const words = wordsOf(folded)
  const nothing = { phonePieces: null, email: null, address: null, taxNumber: null, custom: null }
  const hits = await findHits(db, within, { words, ...nothing })
  return hits.map((hit) => ({ ...nameMatch(hit, folded, words ?? []), exact: false }))
}

/** @param what `holding`: hits that hold a run of the digits: whose country it is, they say themselves */
const byPhone = async (
  db: Database,
  actor: Actor,
  within: Within,
  { typed, holding }: { typed: string; holding: Hit[] },
): Promise<Candidate[]> => {
  const regions =
    holding.length > 0
      ? new Set(holding.flatMap((hit) => countryOfPhone(hit.value) ?? []))
      : await marketRegions(db, actor.marketId)
  const query = phoneQuery(typed, [...regions])
  if (!query) return []
  // Some countries dial a prefix of which nothing is left in E.164.
  const hits = holding.length > 0 ? holding : await byWhole(db, within, query.exact)
  const whole = hits.filter((hit) => query.exact.includes(hit.value))
  return (whole.length > 0 ? whole : hits).map((hit) => valueMatch(hit, phoneScore(hit.value, query)))
}

const byWhole = (db: Database, within: Within, numbers: string[]): Promise<Hit[]> | Hit[] =>
  numbers.length > 0 ? findByNumber(db, within, numbers) : []

const scoreOf = (
  score: { whole: number; beginning: number; inside: number },
  text: string,
  typed: string,
) => {
  if (text === typed) return score.whole
  return text.startsWith(typed) ? score.beginning : score.inside
}

const byClaim = async (
  db: Database,
  actor: Actor,
  typed: string,
  findByClaimNumber: FindByClaimNumber,
): Promise<Candidate[]> => {
  // Seven digits in a row are a phone's or a tax number's: a year has no million of claims.
  if (!/\d/.test(typed) || /\d{7}/.test(typed)) return []
  return (await findByClaimNumber(db, actor, typed)).map((hit) => ({
    clientId: hit.clientId,
    by: 'claim',
    text: hit.number,
    personId: null,
    score: hit.number.toLowerCase() === typed.toLowerCase() ? CLAIM_SCORE.whole : CLAIM_SCORE.beginning,
    exact: true,
    card: null,
  }))
}

const present = (row: FoundRow, match: Match): FoundClient => ({
  clientId: row.id,
  name: row.name,
  kind: row.kind,
  provisional: row.provisional,
  market: presentMarket(row),
  managerName: row.manager_name,
  why: { by: match.by, text: match.text, personId: match.personId, exact: match.exact },
})
