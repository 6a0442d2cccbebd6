/** The life of an article: written, read by all, and taken back when it no longer holds. */
import { defineStates } from '../platform/state-table.ts'

export const articleStates = defineStates({
  initial: 'draft',
  moves: {
    publish: { from: ['draft', 'withdrawn'], to: 'published' },
    /** It does not hold any more, or not yet: nobody is shown it. */
    withdraw: { from: ['published'], to: 'withdrawn' },
  },
})

export type ArticleState = (typeof articleStates)['states'][number]
export type ArticleMove = keyof (typeof articleStates)['moves']
