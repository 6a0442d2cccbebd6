/** Which of a client's claims a text message is about: it carries no subject, and its words seldom name a number. Pure. */
import type { ClosingGround } from '../claim.state.ts'
import { reopensByWord } from '../silence/silence.ts'

export type ClaimOfClient = {
  id: string
  /** In capitals, as the register has it. */
  number: string
  closed: boolean
  closingGround: ClosingGround | null
}

/**
 * The one whose number is in the text; else the only one that is open. Of several open ones nobody can say: the message is
 * for a person to answer. One that is closed is found by its number alone, and where a word may open it again.
 */
export const claimOfText = (text: string, claims: readonly ClaimOfClient[]): string | null => {
  const said = text.toUpperCase()
  const named = claims.filter(({ number }) => hasWord(said, number))
  if (named.length > 0) {
    const heard = named.filter(({ closed, closingGround }) => !closed || reopensByWord(closingGround))
    return heard.length === 1 ? (heard[0]?.id ?? null) : null
  }
  const open = claims.filter(({ closed }) => !closed)
  return open.length === 1 ? (open[0]?.id ?? null) : null
}

/** RU-2026-000012 is not in RU-2026-0000123. */
const hasWord = (said: string, number: string): boolean => {
  const at = said.indexOf(number)
  if (at < 0) return false
  return ![said[at - 1], said[at + number.length]].some((beside) => beside && /[\p{L}\d]/u.test(beside))
}
