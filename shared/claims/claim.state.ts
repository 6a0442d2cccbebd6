/**
 * The life of a claim after ISO 10002, from the client's word to its close. The whole way is received → acknowledged →
 * assessed → investigated → proposed → approved → communicated → settled or disputed → verified → closed. The short
 * way, for a simple claim only, leaves steps out: claim.policy says what of a grave or dear one is still missing then.
 */
import { defineStates } from '../platform/state-table.ts'

export const claimStates = defineStates({
  initial: 'received',
  moves: {
    /** The client was told that we have it, and who answers for it. */
    acknowledge: { from: ['received'], to: 'acknowledged' },
    assess: { from: ['acknowledged', 'disputed'], to: 'assessed' },
    investigate: { from: ['acknowledged', 'assessed', 'disputed'], to: 'investigated' },
    /** Written again, it replaces the former answer and whatever approval that had. */
    propose: {
      from: ['acknowledged', 'assessed', 'investigated', 'disputed', 'proposed', 'approved'],
      to: 'proposed',
    },
    approve: { from: ['proposed'], to: 'approved' },
    /** The proposed answer is not good enough. */
    sendBack: { from: ['proposed'], to: 'investigated' },
    communicate: { from: ['approved'], to: 'communicated' },
    /** The short way: a simple claim is answered at once. */
    answer: { from: ['acknowledged', 'assessed', 'investigated', 'disputed'], to: 'communicated' },
    settle: { from: ['communicated'], to: 'settled' },
    dispute: { from: ['communicated', 'rejected'], to: 'disputed' },
    /** The client's own "yes, that is settled": what was promised is done. */
    verify: { from: ['communicated', 'settled'], to: 'verified' },
    /** Unfounded: the client is told so, with the grounds. */
    reject: { from: ['acknowledged', 'assessed', 'investigated', 'disputed'], to: 'rejected' },
    withdraw: {
      from: [
        'received',
        'acknowledged',
        'assessed',
        'investigated',
        'proposed',
        'approved',
        'communicated',
        'disputed',
      ],
      to: 'withdrawn',
    },
    reopen: { from: ['settled', 'verified', 'rejected', 'withdrawn', 'closed'], to: 'acknowledged' },
    close: { from: ['verified', 'rejected', 'withdrawn'], to: 'closed' },
    /** The hub's: the client was reminded and stayed silent. */
    lapse: { from: ['communicated', 'settled'], to: 'closed' },
    /** It goes on in another claim of the same client. */
    merge: {
      from: [
        'received',
        'acknowledged',
        'assessed',
        'investigated',
        'proposed',
        'approved',
        'communicated',
        'disputed',
        'settled',
        'rejected',
        'withdrawn',
        'verified',
      ],
      to: 'closed',
    },
  },
})

export type ClaimState = (typeof claimStates)['states'][number]
export type ClaimMove = keyof (typeof claimStates)['moves']

export const severities = ['low', 'normal', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

const owing: ReadonlySet<ClaimState> = new Set([
  'received',
  'acknowledged',
  'assessed',
  'investigated',
  'proposed',
  'approved',
  'disputed',
])

/** In these states we owe the client an answer, so a clock runs; in the others none does. */
export const owesAnswer = (state: ClaimState): boolean => owing.has(state)

/** Open, yet nothing is owed: the word is the client's, and the claim is closed by itself when none comes. */
export const awaitsWord = (state: ClaimState): boolean => state !== 'closed' && !owesAnswer(state)

export const closingGrounds = ['verified', 'silence', 'rejected', 'withdrawn', 'merged'] as const
export type ClosingGround = (typeof closingGrounds)[number]

/** On what ground a move closes a claim that is in this state; null for a move that closes nothing. */
export const groundOf = (state: ClaimState, move: ClaimMove): ClosingGround | null => {
  if (claimStates.next(state, move) !== 'closed') return null
  if (move === 'merge') return 'merged'
  return state === 'verified' || state === 'rejected' || state === 'withdrawn' ? state : 'silence'
}
