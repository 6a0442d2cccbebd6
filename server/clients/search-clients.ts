/** Finds a client by name, person, phone in any spelling, e-mail, tax number or claim number. */
import { type Actor, type Reach, reachOf } from '#server/platform/actor.ts'
import type { Database } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { foldPlain } from '#shared/clients/fold-text.ts'
import { likenessLeft, nearness, otherLayout } from '#shared/clients/near-words.ts'
import { phoneQuery } from '#shared/clients/phone-search.ts'
import {
  CLAIM_SCORE,
  EMAIL_SCORE,
  type Match,
  nearScore,
  PERSON_PENALTY,
  phoneScore,
  rankMatches,
  TAX_SCORE,
  textScore,
} from '#shared/clients/rank-matches.ts'
import { type FoundClient, SEARCH_RESULTS } from '#shared/clients/search.contract.ts'
import { countryOfPhone } from '#shared/organisation/phone.ts'
import { presentMarket } from './client.present.ts'
import {
  type FoundRow,
  findByNumber,
  findHits,
  findSimilar,
  foldText,
  type Hit,
  marketRegions,
  readFound,
} from './search.store.ts'

/** Claims come later in the arrows, so their room is handed in. Numbers that begin so, within the actor's reach. */
export type FindByClaimNumber = (
  db: Database,
  actor: Actor,
  beginning: string,
) => Promise<{ clientId: string; number: string }[]>

/** What is shown of a found client is known already, but for claims: their room gives its id alone. */
type Candidate = Match & { card: FoundRow | null }

export const searchClients = async (
  platform: Platform,
  actor: Actor,
  typed: string,
  findByClaimNumber: FindByClaimNumber,
): Promise<{ results: FoundClient[]; more: boolean }> => {
  const { db } = platform
  const reach = reachOf(actor, 'client.read')
  const folded = await fold(db, typed)
  // One after another: a search must not take half of the pool's connections from the calls.
  const found = [
    ...(await byMeaning(db, actor, typed, folded)),
    ...(await byClaim(db, actor, typed, findByClaimNumber)),
  ]
  if (found.length === 0) found.push(...(await byLikeness(db, reach, folded)))
  if (found.length === 0) found.push(...(await inOtherLayout(db, reach, typed)))
  const ranked = rankMatches(found, SEARCH_RESULTS + 1)
  const cards = await cardsOf(db, reach, ranked)
  const results = ranked.flatMap((match) => {
    const card = cards.get(match.clientId)
    return card ? [present(card, match)] : []
  })
  return { results: results.slice(0, SEARCH_RESULTS), more: results.length > SEARCH_RESULTS }
}

const fold = async (db: Database, typed: string): Promise<string> =>
  foldPlain(typed) ?? (await foldText(db, typed))

const cardsOf = async (db: Database, reach: Reach, matches: Candidate[]): Promise<Map<string, FoundRow>> => {
  const unknown = matches.filter((match) => match.card === null).map((match) => match.clientId)
  const read = unknown.length > 0 ? await readFound(db, reach, unknown) : []
  const known = matches.flatMap((match) => match.card ?? [])
  return new Map([...known, ...read].map((card) => [card.id, card]))
}

/** So many digits are hardly part of a name. */
const NUMBER = /^[\d ]{6,}$/

const wordsOf = (folded: string): string[] | null =>
  folded && !NUMBER.test(folded) ? folded.split(' ') : null

/** Name, phone, e-mail and tax number. */
const byMeaning = async (db: Database, actor: Actor, typed: string, folded: string): Promise<Candidate[]> => {
  const reach = reachOf(actor, 'client.read')
  const words = wordsOf(folded)
  const phonePieces = phoneQuery(typed, [])?.fragments ?? null
  const email = typed.includes('@') ? typed.toLowerCase() : null
  const taxNumber = /^\d{5,12}$/.test(typed) ? typed : null
  const hits = await findHits(db, reach, { words, phonePieces, email, taxNumber })
  const of = (by: Hit['by']): Hit[] => hits.filter((hit) => hit.by === by)
  return [
    ...of('name').map((hit) => nameMatch(hit, folded, words ?? [])),
    ...(phonePieces ? await byPhone(db, actor, typed, of('phone')) : []),
    ...of('email').map((hit) => valueMatch(hit, scoreOf(EMAIL_SCORE, hit.value, typed.toLowerCase()))),
    ...of('tax-number').map((hit) =>
      valueMatch(hit, hit.value === typed ? TAX_SCORE.whole : TAX_SCORE.beginning),
    ),
  ]
}

const valueMatch = (hit: Hit, score: number): Candidate => ({
  clientId: hit.id,
  by: hit.by,
  text: hit.value,
  personId: hit.person_id,
  score,
  exact: true,
  card: hit,
})

const nameMatch = (hit: Hit, folded: string, words: string[]): Candidate => {
  const inClient = words.every((word) => hit.search.includes(word))
  if (inClient || !hit.person_id) return ofClient(hit, textScore(folded, hit.search), true)
  const inPerson = words.every((word) => hit.person_search?.includes(word))
  const text = inPerson ? (hit.person_search ?? '') : `${hit.person_search} ${hit.search}`
  return ofPerson(hit, textScore(folded, text) - PERSON_PENALTY, true)
}

const ofClient = (hit: Hit, score: number, exact: boolean): Candidate => ({
  clientId: hit.id,
  by: 'name',
  text: hit.name,
  personId: null,
  score,
  exact,
  card: hit,
})
const ofPerson = (hit: Hit, score: number, exact: boolean): Candidate => ({
  clientId: hit.id,
  by: 'person',
  text: hit.person_name ?? '',
  personId: hit.person_id,
  score,
  exact,
  card: hit,
})

const byLikeness = async (db: Database, reach: Reach, folded: string): Promise<Candidate[]> => {
  if (folded.length < 4) return []
  const hits = await findSimilar(db, reach, folded, likenessLeft(folded))
  return hits.flatMap((hit) => {
    const count = nearness(folded, hit.person_search ?? hit.search)
    if (count === null) return []
    const score = nearScore(count)
    return hit.person_id ? [ofPerson(hit, score - PERSON_PENALTY, false)] : [ofClient(hit, score, false)]
  })
}

const inOtherLayout = async (db: Database, reach: Reach, typed: string): Promise<Candidate[]> => {
  const folded = await fold(db, otherLayout(typed))
  const words = wordsOf(folded)
  const hits = await findHits(db, reach, { words, phonePieces: null, email: null, taxNumber: null })
  return hits.map((hit) => ({ ...nameMatch(hit, folded, words ?? []), exact: false }))
}

/** @param holding hits that hold a run of the digits: whose country it is, they say themselves */
const byPhone = async (db: Database, actor: Actor, typed: string, holding: Hit[]): Promise<Candidate[]> => {
  const regions =
    holding.length > 0
      ? new Set(holding.flatMap((hit) => countryOfPhone(hit.value) ?? []))
      : await marketRegions(db, actor.marketId)
  const query = phoneQuery(typed, [...regions])
  if (!query) return []
  // Some countries dial a prefix of which nothing is left in E.164.
  const hits = holding.length > 0 ? holding : await byWhole(db, actor, query.exact)
  const whole = hits.filter((hit) => query.exact.includes(hit.value))
  return (whole.length > 0 ? whole : hits).map((hit) => valueMatch(hit, phoneScore(hit.value, query)))
}

const byWhole = (db: Database, actor: Actor, numbers: string[]): Promise<Hit[]> | Hit[] =>
  numbers.length > 0 ? findByNumber(db, reachOf(actor, 'client.read'), numbers) : []

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
  if (!/\d/.test(typed)) return []
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
