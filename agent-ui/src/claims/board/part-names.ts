/** What the rows of a part of the board are called on screen. */
import type { BoardPart, BoardPartRow } from '#shared/claims/board/claim-board.contract.ts'
import { named } from '../../platform/named.ts'
import { useClocksWords } from '../clocks/words.ts'
import { useClaimsWords } from '../words.ts'
import { useBoardWords } from './words.ts'

export const usePartNames = () => {
  const { t } = useBoardWords()
  const { t: c, has: isClaimWord } = useClaimsWords()
  const { t: k, has: isClockWord } = useClocksWords()
  const { has } = useBoardWords()
  const nameOf = (part: BoardPart, { key, name }: Pick<BoardPartRow, 'key' | 'name'>): string => {
    if (name) return named(name)
    if (key === 'none') return t(part === 'handler' ? 'nobody' : 'none')
    const words = { stage: `states.${key}`, clock: `kinds.${key}`, age: `ages.${key}` }
    if (part === 'stage' && isClaimWord(words.stage)) return c(words.stage)
    if (part === 'clock' && isClockWord(words.clock)) return k(words.clock)
    return has(words.age) ? t(words.age) : key
  }
  return { nameOf }
}
