/** A colleague is asked while the client is on hold. Completed, it is a warm transfer. */
import { defineStates } from '../platform/state-table.ts'

export const consultStates = defineStates({
  initial: 'ringing',
  moves: {
    answer: { from: ['ringing'], to: 'talking' },
    complete: { from: ['talking'], to: 'completed' },
    cancel: { from: ['ringing', 'talking'], to: 'cancelled' },
    /** Nobody answered, or the call ended under it. */
    fail: { from: ['ringing', 'talking'], to: 'failed' },
  },
})
