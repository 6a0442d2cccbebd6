/** The life of a task, from a promise to its being kept. */
import { defineStates } from '../platform/state-table.ts'

export const taskStates = defineStates({
  initial: 'open',
  moves: {
    /** An agent begins it; a queue's task becomes theirs. */
    take: { from: ['open'], to: 'taken' },
    /** The hub gives a queue's task, that nobody has, to one of the queue's agents. */
    assign: { from: ['open'], to: 'open' },
    /** Given to another or back to its queue: whoever has it next begins anew. */
    give: { from: ['open', 'taken'], to: 'open' },
    finish: { from: ['open', 'taken'], to: 'done' },
    cancel: { from: ['open', 'taken'], to: 'cancelled' },
  },
})
export type TaskState = (typeof taskStates)['states'][number]
