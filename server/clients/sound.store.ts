/** SQL of finding a name by its sound, and the words that somebody may have meant. */
import type { Knex } from 'knex'
import type { Queryable } from '#server/platform/database.ts'
import {
  belongings,
  bestOf,
  clientHit,
  contains,
  type Hit,
  nearest,
  personHit,
  reachable,
  type Within,
  withCards,
} from './search.store.ts'

/** Of the words that are like a typed one, so many are looked at letter by letter. */
const ALIKE = 60

export type Alike = { typed: string; word: string; sound: string }

/**
 * Words of names that are like each of the typed ones, as they are written or as they sound.
 * @param typed `likeness` 0 to 1: the share of the word's trigrams that must be there
 */
export const findAlike = async (
  db: Queryable,
  typed: { word: string; sound: string; likeness: number }[],
): Promise<Alike[]> => {
  const least = Math.min(...typed.map(({ likeness }) => likeness))
  // The operator takes its threshold from a setting. It is made by this statement, for it alone, and first: the
  // branches hang on its value.
  const branch = (column: 'word' | 'sound') => `(select ?::text as typed, word, sound from (
      select word, sound from name_words
       where threshold.likeness is not null and ? <% ${column}
       order by word_similarity(?, ${column}) desc, word limit ${ALIKE}) as alike)`
  const branches = typed.flatMap(({ word, sound }) => [
    { sql: branch('sound'), bindings: [word, sound, sound] },
    // A word that sounds as it is written is among those.
    ...(word === sound ? [] : [{ sql: branch('word'), bindings: [word, word, word] }]),
  ])
  const { rows } = await db.raw<{ rows: Alike[] }>(
    `select found.typed, found.word, found.sound
       from (select set_config('pg_trgm.word_similarity_threshold', ?, true) as likeness offset 0) as threshold
      cross join lateral (${branches.map(({ sql }) => sql).join(' union ')}) as found`,
    [least.toFixed(2), ...branches.flatMap(({ bindings }) => bindings)],
  )
  return rows
}

/**
 * Names that hold, for each typed word, one of the words it may stand for: in the client's name, in a person's, or in
 * both together.
 */
export const findBySound = async (db: Queryable, within: Within, choices: string[][]): Promise<Hit[]> => {
  const [driver = [], ...others] = [...choices].sort((a, b) => shortest(b) - shortest(a))
  const holding = (matches: ReturnType<typeof belongings>, column: string, filtered: string) => {
    matches.where((any) => {
      for (const word of driver) holds(any, column, word)
    })
    for (const words of others) {
      matches.where((any) => {
        for (const word of words) holds(any, filtered, word)
      })
    }
    return bestOf('name', db, matches, nearest(db, driver[0] ?? ''))
  }
  const either = `(persons.sound || ' ' || clients.sound)`
  const ofPerson = belongings(db, 'persons', within)
    .whereNull('persons.left_at')
    .select(personHit('persons.sound'))
  const branches = [
    holding(
      reachable(db('clients'), within).select(clientHit(db, 'clients.sound')),
      'clients.sound',
      `(clients.sound || '')`,
    ),
    holding(ofPerson, 'persons.sound', either),
  ]
  return withCards(db.from(db.unionAll(branches, true).as('hit')))
}

const holds = (any: Knex.QueryBuilder, text: string, word: string): void => {
  any.orWhere((either: Knex.QueryBuilder) => contains(either, text, word))
}
const shortest = (words: string[]): number => Math.min(...words.map((word) => word.length))

/** As the database makes it of a folded text. */
export const soundText = async (db: Queryable, folded: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: { sound: string }[] }>('select sound_text(?) as sound', [folded])
  return rows[0]?.sound ?? ''
}
