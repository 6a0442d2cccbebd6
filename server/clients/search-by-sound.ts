/** Names in the other script or another spelling, and names typed with slips: both by how they sound. */
import type { Database } from '#server/platform/database.ts'
import { likenessLeft, nearness, wordsMeant } from '#shared/clients/near-words.ts'
import { nearScore, PERSON_PENALTY, SOUND_PENALTY, textScore } from '#shared/clients/rank-matches.ts'
import { soundOf } from '#shared/clients/sound-text.ts'
import type { Hit, Within } from './search.store.ts'
import { type Candidate, ofClient, ofPerson } from './search-matches.ts'
import { findAlike, findBySound } from './sound.store.ts'

/** Shorter than this a word says too little: every third name would sound so. */
const SHORTEST = 3
const SHORTEST_WITH_SLIPS = 4
/** Of one typed word so many are tried that may have been meant. */
const MEANT = 8

const soundWords = (folded: string): string[] => soundOf(folded).split(' ').filter(Boolean)

/** Where the sound was found: in the client's name, else in the person's, else in both together. */
const place = (hit: Hit, holds: (text: string) => boolean) => {
  if (holds(hit.sound) || !hit.person_id) return { text: hit.sound, person: false }
  const { person_sound: own } = hit
  return { text: own && holds(own) ? own : `${own ?? ''} ${hit.sound}`, person: true }
}

const candidate = (hit: Hit, person: boolean, score: number): Candidate =>
  person ? ofPerson(hit, score - PERSON_PENALTY, false) : ofClient(hit, score, false)

/** Names that hold the typed words in any spelling. */
export const bySound = async (db: Database, within: Within, folded: string): Promise<Candidate[]> => {
  const words = soundWords(folded)
  if (!words.some((word) => word.length >= SHORTEST)) return []
  const hits = await findBySound(
    db,
    within,
    words.map((word) => [word]),
  )
  return hits.map((hit) => {
    const { text, person } = place(hit, (name) => words.every((word) => name.includes(word)))
    return candidate(hit, person, textScore(words.join(' '), text) - SOUND_PENALTY)
  })
}

/** Names that hold words which the typed ones are a slip or two away from, as they are written or as they sound. */
export const byLikeness = async (db: Database, within: Within, folded: string): Promise<Candidate[]> => {
  const words = folded.split(' ')
  const long = words.filter((word) => word.length >= SHORTEST_WITH_SLIPS && !/\d/.test(word))
  if (long.length === 0) return []
  const alike = await findAlike(
    db,
    long.map((word) => ({ word, sound: soundOf(word), likeness: likenessLeft(word) })),
  )
  const choices = words.map((word, at) => {
    const known = alike.filter(({ typed }) => typed === word)
    const how = { unfinished: at === words.length - 1, limit: MEANT }
    const meant = [
      ...wordsMeant(word, known, (one) => one.word, how),
      ...wordsMeant(soundOf(word), known, (one) => one.sound, how),
    ].map(({ sound }) => sound)
    return meant.length > 0 ? [...new Set(meant)] : [soundOf(word)]
  })
  return (await findBySound(db, within, choices)).flatMap((hit) => nearMatch(hit, folded))
}

const nearMatch = (hit: Hit, folded: string): Candidate[] => {
  const sound = soundOf(folded)
  const places = [
    { person: false, written: hit.search, sounds: hit.sound },
    ...(hit.person_id
      ? [
          { person: true, written: hit.person_search ?? '', sounds: hit.person_sound ?? '' },
          {
            person: true,
            written: `${hit.person_search} ${hit.search}`,
            sounds: `${hit.person_sound} ${hit.sound}`,
          },
        ]
      : []),
  ]
  for (const { person, written, sounds } of places) {
    const counts = [nearness(folded, written), nearness(sound, sounds)].filter((count) => count !== null)
    if (counts.length > 0) return [candidate(hit, person, nearScore(Math.min(...counts)))]
  }
  return []
}
