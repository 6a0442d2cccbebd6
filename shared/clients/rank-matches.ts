/** Which of the clients that matched come first, and what each is shown to have matched by. Pure. */
import type { MatchBy } from './search.contract.ts'
import { soundOf } from './sound-text.ts'

export type Match = {
  clientId: string
  by: MatchBy
  /** What matched, as it is written. */
  text: string
  personId: string | null
  /** How well: 0 to 100. */
  score: number
  exact: boolean
}

/** Of each client the best match; best first, then by name. */
export const rankMatches = <M extends Match>(matches: readonly M[], limit: number): M[] => {
  const best = new Map<string, M>()
  for (const match of matches) {
    const present = best.get(match.clientId)
    if (!present || present.score < match.score) best.set(match.clientId, match)
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || compare(a.text, b.text) || compare(a.clientId, b.clientId))
    .slice(0, limit)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What stands beside a company's name and is not it. */
const NAMED =
  'ооо оао зао пао ао ип тд нпо нпп гк фгуп llc ltd inc corp co gmbh ag sa srl spa bv oy jsc pjsc'.split(' ')
/** As they are written, and as they sound. */
const FORMS = new Set([...NAMED, ...NAMED.map(soundOf)])
/** A folded name, or its sound, without the form of the company. */
export const bareName = (text: string) =>
  text
    .split(' ')
    .filter((word) => !FORMS.has(word))
    .join(' ')

/**
 * A text that holds every typed word: the whole of it, its beginning, at the beginning of words, or inside them.
 * "Ромашка" is the whole of "ООО Ромашка". Both are folded.
 */
export const textScore = (typed: string, text: string): number =>
  Math.max(scoreOf(typed, text), bareName(typed) ? scoreOf(bareName(typed), bareName(text)) : 0)

const scoreOf = (typed: string, text: string): number => {
  if (text === typed) return 92
  if (text.startsWith(`${typed} `)) return 86
  if (text.startsWith(typed)) return 82
  const padded = ` ${text}`
  if (padded.endsWith(` ${typed}`) || padded.includes(` ${typed} `)) return 80
  if (padded.includes(` ${typed}`)) return 74
  if (typed.split(' ').every((word) => padded.includes(` ${word}`))) return 70
  return 56
}

/** A name that is only similar: each slip costs. */
export const nearScore = (slipCount: number): number => Math.max(20, 48 - 6 * slipCount)

export const phoneScore = (value: string, query: { exact: string[]; fragments: string[] }): number => {
  if (query.exact.includes(value)) return 96
  const digits = value.slice(1)
  if (query.fragments.some((one) => digits.startsWith(one))) return 68
  if (query.fragments.some((one) => digits.endsWith(one))) return 66
  return 52
}

/** A person's name says less than the client's own; a name alike says less than a number alike. */
export const PERSON_PENALTY = 4
/** A text in a field that was added says less than a name or a number of the client's own. */
export const CUSTOM_PENALTY = 10
/** Found in another spelling, a name stands below those that are written as they were typed. */
export const SOUND_PENALTY = 12
export const CLAIM_SCORE = { whole: 100, beginning: 78 }
export const EMAIL_SCORE = { whole: 94, beginning: 72, inside: 50 }
export const TAX_SCORE = { whole: 95, beginning: 67 }
