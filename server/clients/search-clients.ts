/** Finds a client by name, person, phone in any spelling, e-mail, tax number or claim number. */
import { type Actor, type Reach, reachOf } from '#server/platform/actor.ts'
import type { Database } from '#server/platform/database.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
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
import { presentMarket } from './client.present.ts'
import {
  findByDigits,
  findByEmail,
  findByName,
  findByNumber,
  findByTaxNumber,
  findSimilar,
  foldText,
  marketRegions,
  type NameHit,
  readFound,
} from './search.store.ts'

/** Claims come later in the arrows, so their room is handed in. Numbers that begin so, within the actor's reach. */
export type FindByClaimNumber = (
  db: Database,
  actor: Actor,
  beginning: string,
) => Promise<{ clientId: string; number: string }[]>

export const searchClients = async (
  platform: Platform,
  actor: Actor,
  typed: string,
  findByClaimNumber: FindByClaimNumber,
): Promise<{ results: FoundClient[]; more: boolean }> => {
  const { db } = platform
  const reach = reachOf(actor, 'client.read')
  const folded = await foldText(db, typed)
  // One after another: a search must not take half of the pool's connections from the calls.
  const matches = [
    ...(await byName(db, reach, folded)),
    ...(await byPhone(db, reach, actor, typed)),
    ...(await byEmail(db, reach, typed)),
    ...(await byTaxNumber(db, reach, typed)),
    ...(await byClaim(db, actor, typed, findByClaimNumber)),
  ]
  if (matches.length === 0) matches.push(...(await byLikeness(db, reach, folded)))
  if (matches.length === 0) matches.push(...(await inOtherLayout(db, reach, typed)))
  const ranked = rankMatches(matches, SEARCH_RESULTS + 1)
  const rows = await readFound(
    db,
    reach,
    ranked.map((match) => match.clientId),
  )
  const results = ranked.flatMap((match) => {
    const row = rows.find((one) => one.id === match.clientId)
    return row ? [present(row, match)] : []
  })
  return { results: results.slice(0, SEARCH_RESULTS), more: results.length > SEARCH_RESULTS }
}

/** So many digits are hardly part of a name. */
const NUMBER = /^[\d ]{6,}$/

const byName = async (db: Database, reach: Reach, folded: string): Promise<Match[]> => {
  if (!folded || NUMBER.test(folded)) return []
  const words = folded.split(' ')
  return (await findByName(db, reach, words)).map((hit) => nameMatch(hit, folded, words))
}

const nameMatch = (hit: NameHit, folded: string, words: string[]): Match => {
  const inClient = words.every((word) => hit.client_search.includes(word))
  if (inClient || !hit.person_id) return ofClient(hit, textScore(folded, hit.client_search), true)
  const inPerson = words.every((word) => hit.person_search?.includes(word))
  const text = inPerson ? (hit.person_search ?? '') : `${hit.person_search} ${hit.client_search}`
  return ofPerson(hit, textScore(folded, text) - PERSON_PENALTY, true)
}

const ofClient = (hit: NameHit, score: number, exact: boolean): Match => ({
  clientId: hit.client_id,
  by: 'name',
  text: hit.client_name,
  personId: null,
  score,
  exact,
})
const ofPerson = (hit: NameHit, score: number, exact: boolean): Match => ({
  clientId: hit.client_id,
  by: 'person',
  text: hit.person_name ?? '',
  personId: hit.person_id,
  score,
  exact,
})

const byLikeness = async (db: Database, reach: Reach, folded: string): Promise<Match[]> => {
  if (folded.length < 4) return []
  const hits = await inTransaction(db, (trx) => findSimilar(trx, reach, folded, likenessLeft(folded)))
  return hits.flatMap((hit) => {
    const count = nearness(folded, hit.person_search ?? hit.client_search)
    if (count === null) return []
    const score = nearScore(count)
    return hit.person_id ? [ofPerson(hit, score - PERSON_PENALTY, false)] : [ofClient(hit, score, false)]
  })
}

const inOtherLayout = async (db: Database, reach: Reach, typed: string): Promise<Match[]> => {
  const folded = await foldText(db, otherLayout(typed))
  return (await byName(db, reach, folded)).map((match) => ({ ...match, exact: false }))
}

const byPhone = async (db: Database, reach: Reach, actor: Actor, typed: string): Promise<Match[]> => {
  const query = phoneQuery(typed, await marketRegions(db, actor.marketId))
  if (!query) return []
  const whole = await findByNumber(db, reach, query.exact)
  const hits = whole.length > 0 ? whole : await findByDigits(db, reach, query.fragments)
  return hits.map((hit) => ({
    clientId: hit.client_id,
    by: 'phone',
    text: hit.value,
    personId: hit.person_id,
    score: phoneScore(hit.value, query),
    exact: true,
  }))
}

const byEmail = async (db: Database, reach: Reach, typed: string): Promise<Match[]> => {
  if (!typed.includes('@')) return []
  const text = typed.toLowerCase()
  return (await findByEmail(db, reach, text)).map((hit) => ({
    clientId: hit.client_id,
    by: 'email',
    text: hit.value,
    personId: hit.person_id,
    score: scoreOf(EMAIL_SCORE, hit.value, text),
    exact: true,
  }))
}

const scoreOf = (
  score: { whole: number; beginning: number; inside: number },
  text: string,
  typed: string,
) => {
  if (text === typed) return score.whole
  return text.startsWith(typed) ? score.beginning : score.inside
}

const byTaxNumber = async (db: Database, reach: Reach, typed: string): Promise<Match[]> => {
  if (!/^\d{5,12}$/.test(typed)) return []
  return (await findByTaxNumber(db, reach, typed)).map((hit) => ({
    clientId: hit.client_id,
    by: 'tax-number',
    text: hit.tax_number,
    personId: null,
    score: hit.tax_number === typed ? TAX_SCORE.whole : TAX_SCORE.beginning,
    exact: true,
  }))
}

const byClaim = async (
  db: Database,
  actor: Actor,
  typed: string,
  findByClaimNumber: FindByClaimNumber,
): Promise<Match[]> => {
  if (!/\d/.test(typed)) return []
  return (await findByClaimNumber(db, actor, typed)).map((hit) => ({
    clientId: hit.clientId,
    by: 'claim',
    text: hit.number,
    personId: null,
    score: hit.number.toLowerCase() === typed.toLowerCase() ? CLAIM_SCORE.whole : CLAIM_SCORE.beginning,
    exact: true,
  }))
}

const present = (row: Awaited<ReturnType<typeof readFound>>[number], match: Match): FoundClient => ({
  clientId: row.id,
  name: row.name,
  kind: row.kind,
  provisional: row.provisional,
  market: presentMarket(row),
  managerName: row.manager_name,
  why: { by: match.by, text: match.text, personId: match.personId, exact: match.exact },
})
