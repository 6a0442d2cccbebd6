/** A claim that was closed before it came here goes the moves that lead to its ground, at the times it had. Pure. */
import type { ClaimMove, ClosingGround } from '../claim.state.ts'

/** One that was merged stands in another claim, which a file cannot name. */
export const broughtGrounds = [
  'verified',
  'silence',
  'rejected',
  'withdrawn',
] as const satisfies readonly ClosingGround[]
export type BroughtGround = (typeof broughtGrounds)[number]

type Step = { move: ClaimMove; at: 'answer' | 'close' }
const answer = (move: ClaimMove): Step => ({ move, at: 'answer' })
const close = (move: ClaimMove): Step => ({ move, at: 'close' })

/** From the client's word to the close, by the table of moves alone. */
export const movesToGround: Record<BroughtGround, readonly Step[]> = {
  verified: [answer('acknowledge'), answer('answer'), close('verify'), close('close')],
  silence: [answer('acknowledge'), answer('answer'), close('lapse')],
  rejected: [answer('acknowledge'), answer('reject'), close('close')],
  withdrawn: [close('withdraw'), close('close')],
}
