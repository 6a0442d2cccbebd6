/** Which way an erasure and a file of a client's data go. */
import { defineStates } from '../platform/state-table.ts'

export const erasureStates = defineStates({
  initial: 'erasing',
  moves: {
    /** Nothing of the identity is left. */
    finish: { from: ['erasing'], to: 'done' },
  },
})

export const disclosureStates = defineStates({
  initial: 'asked',
  moves: {
    finish: { from: ['asked'], to: 'ready' },
    fail: { from: ['asked'], to: 'failed' },
    /** Its days are over, or whom it is of was erased. */
    forget: { from: ['asked', 'ready'], to: 'gone' },
  },
})
