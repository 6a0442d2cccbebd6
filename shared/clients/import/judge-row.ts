/** What is to become of a row: a new card, one that there is, or one that somebody has to look at. Pure. */
import { DUPLICATE_FROM, type DuplicateFacts, judgeDuplicate, type Verdict } from '../duplicate-score.ts'
import type { ImportedCard } from './read-row.ts'

/** From here on a row is surely of the card that there is: a name and a phone, or the tax number and anything else. */
const SURE_FROM = 0.85
/** Of the cards that may be the same so many are kept with the row. */
const SHOWN = 3

export type Candidate = { id: string; facts: DuplicateFacts }
export type Sounds = { name: string; persons: string[] }

export type Judgement =
  | { verdict: 'new' }
  | { verdict: 'known'; cardId: string }
  | { verdict: 'suspect'; suspects: ({ id: string } & Verdict)[] }
  | { verdict: 'faulty'; code: string }

const factsOfRow = (card: ImportedCard, sounds: Sounds): DuplicateFacts => ({
  kind: card.kind,
  sound: sounds.name,
  taxNumber: card.taxNumber,
  region: card.region,
  industry: card.industry,
  addresses: card.addresses.map(({ kind, value }) => `${kind}:${value}`),
  persons: sounds.persons,
})

/** The very name, and nothing that speaks against it: whoever brings the file in is asked. */
const isNamesake = ({ score, reasons }: Verdict): boolean =>
  score > 0 && reasons.some(({ reason }) => reason === 'same-name')

/** @param candidates cards that share something with the row */
export const judgeRow = (card: ImportedCard, sounds: Sounds, candidates: readonly Candidate[]): Judgement => {
  if (card.id !== null) {
    return candidates.some(({ id }) => id === card.id)
      ? { verdict: 'known', cardId: card.id }
      : { verdict: 'faulty', code: 'unknown_card' }
  }
  const facts = factsOfRow(card, sounds)
  const alike = candidates
    .map(({ id, facts: theirs }) => ({ id, ...judgeDuplicate(facts, theirs) }))
    .filter((one) => one.score >= DUPLICATE_FROM || isNamesake(one))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const [best, second] = alike
  if (!best) return { verdict: 'new' }
  // Where two cards fit equally well it is not the program that chooses.
  const isSure = best.score >= SURE_FROM && (!second || second.score < best.score)
  return isSure
    ? { verdict: 'known', cardId: best.id }
    : { verdict: 'suspect', suspects: alike.slice(0, SHOWN) }
}

/** Two rows that share any of these are surely of one client. */
export const keysOf = (card: ImportedCard, sounds: Sounds): string[] => [
  ...(card.id ? [`id ${card.id}`] : []),
  ...(card.taxNumber ? [`tax ${card.taxNumber}`] : []),
  ...card.addresses
    .filter(({ kind }) => kind !== 'site')
    .map(({ kind, value }) => `${kind} ${value} ${sounds.name}`),
]

export type RowChoice = 'skip' | 'create' | 'fill'
export type Deed = { deed: 'create' } | { deed: 'fill'; cardId: string } | { deed: 'skip' }

/** What is done with a judged row; a person's choice for the row comes before that for all of its kind. */
export const deedOf = (
  row: {
    verdict: string
    choice: RowChoice | null
    cardId: string | null
    suspects: readonly { clientId: string }[]
  },
  wish: { onKnown: 'skip' | 'fill'; onSuspect: 'skip' | 'create' },
): Deed => {
  if (row.verdict === 'new') return { deed: 'create' }
  if (row.verdict === 'known' && row.cardId) {
    return wish.onKnown === 'fill' ? { deed: 'fill', cardId: row.cardId } : { deed: 'skip' }
  }
  if (row.verdict !== 'suspect') return { deed: 'skip' }
  const choice = row.choice ?? wish.onSuspect
  const [first] = row.suspects
  if (choice === 'fill' && first) return { deed: 'fill', cardId: first.clientId }
  return choice === 'create' ? { deed: 'create' } : { deed: 'skip' }
}
