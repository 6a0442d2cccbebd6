/** How a claim stands in its client's words, and what of it has been told to them. Pure. */
import type { ClaimMove, ClaimState } from '../claim.state.ts'

export const stages = [
  'received',
  'accepted',
  'examined',
  'answered',
  'agreed',
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
  investigated: 'examined',
  answered: 'answered',
  settled: 'agreed',
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
  disputed: 2,
  refused: 3,
  withdrawn: -1,
  closed: 4,
}
export const stepOf = (stage: Stage): number => reached[stage]

const told: ReadonlySet<Stage> = new Set(['answered', 'agreed', 'closed'])
/** Has the client been told what stands in `answer`? */
export const isAnswerTold = (state: ClaimState): boolean => told.has(stageOf(state))
/** And what stands in `grounds`: those of a refusal. */
export const areGroundsTold = (state: ClaimState): boolean => stageOf(state) === 'refused'

const rated: ReadonlySet<Stage> = new Set(['answered', 'agreed', 'refused', 'closed'])
export const mayRate = (state: ClaimState): boolean => rated.has(stageOf(state))

/** What the client decides alone, on the page. */
export const clientMoves = ['settle', 'dispute'] as const satisfies ClaimMove[]
export type ClientMove = (typeof clientMoves)[number]
