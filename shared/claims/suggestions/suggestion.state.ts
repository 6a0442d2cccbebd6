/** The life of a suggestion: heard, looked at, decided, and, when accepted, one day released. */
import { defineStates } from '../../platform/state-table.ts'

export const suggestionStates = defineStates({
  initial: 'received',
  moves: {
    review: { from: ['received'], to: 'reviewed' },
    accept: { from: ['reviewed'], to: 'accepted' },
    decline: { from: ['received', 'reviewed', 'accepted'], to: 'declined' },
    release: { from: ['accepted'], to: 'released' },
    /** Declined too soon: it is looked at again. */
    reconsider: { from: ['declined'], to: 'reviewed' },
    /** It says the same as another, and goes on in that one. */
    merge: { from: ['received', 'reviewed', 'accepted'], to: 'merged' },
  },
})

export type SuggestionState = (typeof suggestionStates)['states'][number]
export type SuggestionMove = keyof (typeof suggestionStates)['moves']

/** Of these the author is told. */
export const isNews = (state: SuggestionState): boolean => state === 'declined' || state === 'released'
