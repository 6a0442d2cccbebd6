/** The life of a task, from a promise to its being kept. */
import { defineStates } from '../platform/state-table.ts'

export const taskStates = defineStates({
  initial: 'open',
  moves: {
    /** An agent begins it; a queue's task becomes theirs. */
    take: { from: ['open'], to: 'taken' },
    /** Given to another or back to its queue: whoever has it next begins anew. */
    give: { from: ['open', 'taken'], to: 'open' },
    finish: { from: ['open', 'taken'], to: 'done' },
    cancel: { from: ['open', 'taken'], to: 'cancelled' },
  },
})
export type TaskState = (typeof taskStates)['states'][number]
