/** Who may make each move, and what must be filled first. Pure: the server refuses by it, the screen explains by it. */
import type { Permission } from '../identity/permissions.ts'
import type { ClaimMove, Severity } from './claim.state.ts'

/** Texts that a move brings with it. */
export type ClaimText = 'findings' | 'answer' | 'grounds'
export type ClaimNeed = ClaimText | 'handler'

export type ClaimBefore = { severity: Severity; handlerId: string | null; findings: string | null }
export type ClaimGiven = Partial<Record<ClaimText, string>>

/**
 * The client's own words (accepts, disputes, takes back, comes back) may be noted by whoever hears them;
 * what we decide is the handler's.
 */
export const permissionForMove: Record<ClaimMove, Permission> = {
  acknowledge: 'claim.work',
  investigate: 'claim.work',
  answer: 'claim.work',
  reject: 'claim.work',
  close: 'claim.work',
  settle: 'claim.open',
  dispute: 'claim.open',
  withdraw: 'claim.open',
  reopen: 'claim.open',
}

/** The text each move asks for. */
export const textOfMove: Record<ClaimMove, ClaimText | null> = {
  acknowledge: null,
  investigate: 'findings',
  answer: 'answer',
  reject: 'grounds',
  close: null,
  settle: null,
  dispute: 'grounds',
  withdraw: 'grounds',
  reopen: 'grounds',
}

const handled: ReadonlySet<ClaimMove> = new Set(['acknowledge', 'investigate', 'answer', 'reject', 'close'])
const decided: ReadonlySet<ClaimMove> = new Set(['answer', 'reject'])

/** A grave claim is not answered before it has been looked into. */
const isGrave = (severity: Severity) => severity === 'high' || severity === 'critical'

/** Everything that is still missing; empty: the move may be made. */
export const missingForMove = (move: ClaimMove, claim: ClaimBefore, given: ClaimGiven): ClaimNeed[] => {
  const missing: ClaimNeed[] = []
  if (handled.has(move) && !claim.handlerId) missing.push('handler')
  if (decided.has(move) && isGrave(claim.severity) && !claim.findings) missing.push('findings')
  const text = textOfMove[move]
  if (text && !given[text]?.trim()) missing.push(text)
  return missing
}
