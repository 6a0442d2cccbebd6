/** The life of a compensation: proposed, decided, and at most once taken back. */
import { defineStates } from '../../platform/state-table.ts'

export const compensationStates = defineStates({
  initial: 'proposed',
  moves: {
    approve: { from: ['proposed'], to: 'approved' },
    refuse: { from: ['proposed'], to: 'refused' },
    /** The proposer thinks better of it. */
    withdraw: { from: ['proposed'], to: 'withdrawn' },
    /** An approved one is taken back: the money by a line of its own, with the sign reversed. */
    void: { from: ['approved'], to: 'voided' },
  },
})

export type CompensationState = (typeof compensationStates)['states'][number]
export type CompensationMove = keyof (typeof compensationStates)['moves']

export const compensationKinds = ['refund', 'price-reduction', 'replacement', 'repair-cost', 'other'] as const
export type CompensationKind = (typeof compensationKinds)[number]

/** Goods are given in kind: what they are worth counts against limits, and nobody is owed it in money. */
export const isMoney = (kind: CompensationKind): boolean => kind !== 'replacement'
