/** Which way the file of all that there is of a claim goes. */
import { defineStates } from '../../platform/state-table.ts'

export const evidenceStates = defineStates({
  initial: 'asked',
  moves: {
    finish: { from: ['asked'], to: 'ready' },
    fail: { from: ['asked'], to: 'failed' },
    /** Its days are over, or whom it is about was erased. */
    forget: { from: ['asked', 'ready'], to: 'gone' },
  },
})
