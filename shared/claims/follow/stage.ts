/** How a claim stands in its client's words, and what of it has been told to them. Pure. */
import { type ClaimMove, type ClaimState, type ClosingGround, claimStates } from '../claim.state.ts'

export const stages = [
  'received',
  'accepted',
  'examined',
  'answered',
  'agreed',
  'confirmed',
  'disputed',
  'refused',
  'withdrawn',
  'closed',
] as const
export type Stage = (typeof stages)[number]

/** What is decided inside the house and not yet told is shown as what it was before. */
const stageOfState: Record<ClaimState, Stage> = {
  received: 'received',
  acknowledged: 'accepted',
  assessed: 'examined',
  investigated: 'examined',
  proposed: 'examined',
  approved: 'examined',
  communicated: 'answered',
  settled: 'agreed',
  verified: 'confirmed',
  disputed: 'disputed',
  rejected: 'refused',
  withdrawn: 'withdrawn',
  closed: 'closed',
}
export const stageOf = (state: ClaimState): Stage => stageOfState[state]

/** The steps that a page shows as a way, and how far along each stage is; -1: off the way. */
export const way = ['received', 'accepted', 'examined', 'answered', 'closed'] as const satisfies Stage[]
const reached: Record<Stage, number> = {
  received: 0,
  accepted: 1,
  examined: 2,
  answered: 3,
  agreed: 3,
  confirmed: 4,
  disputed: 2,
  refused: 3,
  withdrawn: -1,
  closed: 4,
}
export const stepOf = (stage: Stage): number => reached[stage]

const told: ReadonlySet<ClaimState> = new Set(['communicated', 'settled', 'verified'])
const toldBefore: ReadonlySet<ClosingGround> = new Set(['verified', 'silence'])
type Standing = { state: ClaimState; closingGround: ClosingGround | null }

/** Has the client been told what stands in `answer`? What was only proposed has not. */
export const isAnswerTold = ({ state, closingGround }: Standing): boolean =>
  told.has(state) || (closingGround !== null && toldBefore.has(closingGround))

/** And what stands in `grounds`: those of a refusal, and never those that a proposal was sent back with. */
export const areGroundsTold = ({ state, closingGround }: Standing): boolean =>
  state === 'rejected' || closingGround === 'rejected'

/** Once there is an answer, of whatever kind. */
export const mayRate = (standing: Standing): boolean => isAnswerTold(standing) || areGroundsTold(standing)

/** What the client decides alone, on the page. */
export const clientMoves = ['settle', 'verify', 'dispute', 'reopen'] as const satisfies ClaimMove[]
export type ClientMove = (typeof clientMoves)[number]

/**
 * One question at a time: first whether the answer is accepted, then whether what it promised is done. Once a claim is
 * closed its client writes, and a person reads; what was closed by their silence is opened again by it.
 */
export const clientMovesFrom = (state: ClaimState): ClientMove[] => {
  const allowed = claimStates.movesFrom(state)
  if (allowed.includes('dispute'))
    return clientMoves.filter((move) => allowed.includes(move) && move !== 'verify' && move !== 'reopen')
  return state === 'settled' ? ['verify', 'reopen'] : []
}
