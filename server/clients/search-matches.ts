/** Hits made candidates: what each was found by, and how well. */
import { type Match, PERSON_PENALTY, textScore } from '#shared/clients/rank-matches.ts'
import type { FoundRow, Hit } from './search.store.ts'

/** What is shown of a found client is known already, but for claims: their room gives its id alone. */
export type Candidate = Match & { card: FoundRow | null }

export const valueMatch = (hit: Hit, score: number): Candidate => ({
  clientId: hit.id,
  by: hit.by,
  text: hit.value,
  personId: hit.person_id,
  score,
  exact: true,
  card: hit,
})

export const nameMatch = (hit: Hit, folded: string, words: string[]): Candidate => {
  const inClient = words.every((word) => hit.search.includes(word))
  if (inClient || !hit.person_id) return ofClient(hit, textScore(folded, hit.search), true)
  const inPerson = words.every((word) => hit.person_search?.includes(word))
  const text = inPerson ? (hit.person_search ?? '') : `${hit.person_search} ${hit.search}`
  return ofPerson(hit, textScore(folded, text) - PERSON_PENALTY, true)
}

export const ofClient = (hit: Hit, score: number, exact: boolean): Candidate => ({
  clientId: hit.id,
  by: 'name',
  text: hit.name,
  personId: null,
  score,
  exact,
  card: hit,
})
export const ofPerson = (hit: Hit, score: number, exact: boolean): Candidate => ({
  clientId: hit.id,
  by: 'person',
  text: hit.person_name ?? '',
  personId: hit.person_id,
  score,
  exact,
  card: hit,
})
