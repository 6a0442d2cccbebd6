/** Which way a letter to a client goes, from its number to its end. */
import { defineStates } from '../../platform/state-table.ts'

export const letterStates = defineStates({
  initial: 'registered',
  moves: {
    /** Its file is made, and the mail has it. */
    queue: { from: ['registered'], to: 'queued' },
    /** Its file is made, to be printed. */
    print: { from: ['registered'], to: 'ready' },
    /** The mail server has taken it, also when somebody had it sent again elsewhere. */
    deliver: { from: ['queued', 'failed'], to: 'sent' },
    /** It was given to the post. */
    post: { from: ['ready'], to: 'sent' },
    /** The mail will not take it. */
    fail: { from: ['queued'], to: 'failed' },
    /** It is given to the mail once more. */
    retry: { from: ['failed'], to: 'queued' },
  },
})
export type LetterState = (typeof letterStates.states)[number]
export type LetterMove = keyof typeof letterStates.moves
