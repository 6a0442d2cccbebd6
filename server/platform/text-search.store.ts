/** SQL of the search by words in any of their forms, Russian or English; and the piece of a text in which they stand. */
import type { Knex } from 'knex'
import type { Queryable } from './database.ts'

/** What PostgreSQL puts around a word that is found; no text that people type has them. */
const HIT = { from: '\u0001', to: '\u0002' } as const

/** The words typed, in all their forms; the last of them may be still on its way, so its beginning is enough. */
export const wordsAsked = (q: Queryable, search: string): Knex.Raw => {
  const typed = search.split(/\s+/)
  const last = (typed.at(-1) ?? '').toLowerCase()
  const whole = q.raw(`websearch_to_tsquery('russian', ?)`, [search])
  // Quotes, a minus and the like are said of whole words.
  if (!/^[\p{L}\p{N}]{3,}$/u.test(last)) return whole
  const before = typed.slice(0, -1).join(' ')
  return q.raw(
    `(websearch_to_tsquery('russian', ?) || (websearch_to_tsquery('russian', ?) && to_tsquery('simple', ?)))`,
    [search, before, `${last}:*`],
  )
}

/** @param text SQL of the text; @param words as `wordsAsked` */
export const pieceOf = (q: Queryable, text: string, words: Knex.Raw): Knex.Raw =>
  q.raw(`ts_headline('russian', ${text}, ?, ?)`, [
    words,
    `StartSel=${HIT.from}, StopSel=${HIT.to}, MaxFragments=1, MaxWords=16, MinWords=8`,
  ])

export type FoundParts = { text: string; hit: boolean }[] | null

/** What is found in a piece and what stands around it, in turn. */
export const partsOf = (piece: string | undefined): FoundParts =>
  piece === undefined
    ? null
    : piece
        .split(HIT.from)
        .flatMap((part, index) => {
          const [hit = '', after = ''] = index === 0 ? ['', part] : part.split(HIT.to)
          return [
            { text: hit, hit: true },
            { text: after, hit: false },
          ]
        })
        .filter(({ text }) => text !== '')
