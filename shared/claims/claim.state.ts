/** The life of a claim, from the client's word to its close. */
import { defineStates } from '../platform/state-table.ts'

export const claimStates = defineStates({
  initial: 'received',
  moves: {
    /** The client was told that we have it, and who answers for it. */
    acknowledge: { from: ['received'], to: 'acknowledged' },
    investigate: { from: ['acknowledged', 'disputed'], to: 'investigated' },
    answer: { from: ['acknowledged', 'investigated', 'disputed'], to: 'answered' },
    settle: { from: ['answered'], to: 'settled' },
    dispute: { from: ['answered', 'rejected'], to: 'disputed' },
    /** Unfounded: the client is told so, with the grounds. */
    reject: { from: ['acknowledged', 'investigated', 'disputed'], to: 'rejected' },
    withdraw: {
      from: ['received', 'acknowledged', 'investigated', 'answered', 'disputed'],
      to: 'withdrawn',
    },
    reopen: { from: ['settled', 'rejected', 'withdrawn', 'closed'], to: 'acknowledged' },
    close: { from: ['settled', 'rejected', 'withdrawn'], to: 'closed' },
  },
})

export type ClaimState = (typeof claimStates)['states'][number]
export type ClaimMove = keyof (typeof claimStates)['moves']

export const severities = ['low', 'normal', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** In these states we owe the client an answer, so a clock runs; in the others none does. */
export const owesAnswer = (state: ClaimState): boolean =>
  state === 'received' || state === 'acknowledged' || state === 'investigated' || state === 'disputed'
