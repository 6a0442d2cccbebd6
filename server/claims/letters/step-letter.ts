/** A letter goes on to its next state, and whoever watches its claim hears of it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { letterMoved } from '#shared/claims/letters/letter.events.ts'
import { type LetterMove, letterStates } from '#shared/claims/letters/letter.state.ts'
import { type LetterRow, moveLetter } from './letter.store.ts'

type Letter = Pick<LetterRow, 'id' | 'claim_id' | 'number' | 'way'>

export const tellLetter = (
  trx: Trx,
  letter: Letter,
  { to, actorId, at }: { to: LetterRow['state']; actorId: string | null; at: number },
): Promise<void> =>
  appendEvent(trx, letterMoved, {
    subjectId: letter.claim_id,
    actorId,
    at,
    data: { letterId: letter.id, number: letter.number, to, way: letter.way },
  })

/** False when it was no longer in a state that the move starts from. */
export const stepLetter = async (
  trx: Trx,
  letter: Letter,
  step: { move: LetterMove; actorId: string | null; at: number; facts?: Record<string, unknown> },
): Promise<boolean> => {
  if (!(await moveLetter(trx, letter.id, step.move, step.facts))) return false
  await tellLetter(trx, letter, { ...step, to: letterStates.moves[step.move].to })
  return true
}
