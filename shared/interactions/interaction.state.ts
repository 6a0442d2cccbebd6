/** The life of an interaction, from first word to wrap-up. */
import { defineStates } from '../platform/state-table.ts'

export const interactionStates = defineStates({
  initial: 'arrived',
  moves: {
    queue: { from: ['arrived'], to: 'waiting' },
    /** An agent calls the client: it is theirs from the first. */
    call: { from: ['arrived'], to: 'calling' },
    answer: { from: ['waiting', 'calling'], to: 'talking' },
    /** A blind transfer, or a queue chosen for it by a supervisor while it talks. */
    requeue: { from: ['talking'], to: 'waiting' },
    /** From `calling`: the client was not reached. */
    'wrap-up': { from: ['talking', 'calling'], to: 'wrap-up' },
    /** Nobody talked: abandoned, promised a callback, refused, left in the menu. */
    close: { from: ['arrived', 'waiting', 'wrap-up'], to: 'closed' },
  },
})
export type InteractionState = (typeof interactionStates)['states'][number]

export const outcomes = [
  'handled',
  'abandoned',
  'callback',
  'cut-off',
  'left-menu',
  'refused',
  'not-reached',
] as const
export type Outcome = (typeof outcomes)[number]
